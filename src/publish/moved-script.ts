/** Leads on from an old address, with the place in it: what a refresh by the browser would leave behind. */
export const movedScript = `'use strict';
(function () {
  var address = new URL(document.currentScript.dataset.to, location.href);
  address.hash = location.hash;
  if (address.protocol === 'file:' && address.pathname.endsWith('/')) address.pathname += 'index.html';
  location.replace(address.href);
})();
`;
