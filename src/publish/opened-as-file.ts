/**
 * Browsers start no module scripts in a page that is opened as a file. Such a page gets its scripts again in the form that
 * they do start; and links to folders name the page in them, which nobody else would find.
 */
export const openedAsFileScript = `'use strict';
if (location.protocol === 'file:') {
  document.addEventListener('DOMContentLoaded', function () {
    document.querySelectorAll('script[type="module"][src]').forEach(function (module) {
      var script = document.createElement('script');
      script.src = module.src.replace(/[^/]+$/, 'classic/$&');
      script.dataset.classic = '';
      document.body.append(script);
    });
  });
  ['click', 'auxclick'].forEach(function (type) {
    addEventListener(
      type,
      function (event) {
        var link = event.target instanceof Element && event.target.closest('a[href]');
        var address = link && new URL(link.href);
        if (!address || address.protocol !== 'file:' || !address.pathname.endsWith('/')) return;
        address.pathname += 'index.html';
        link.href = address.href;
      },
      true,
    );
  });
}
`;
