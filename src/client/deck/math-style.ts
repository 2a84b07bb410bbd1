/** A deck that has got its first formula needs a style sheet that the page was not sent with: it is beside the page's own. */
export function loadMathStyle(): void {
  const links = [...document.querySelectorAll<HTMLLinkElement>('head > link[rel="stylesheet"]')];
  const own = links.find(({ href }) => /\/(?:slides|article)\.css$/.test(href));
  if (!own || !document.querySelector('.katex') || links.some(({ href }) => href.endsWith('/math.css')))
    return;
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = own.href.replace(/(?:slides|article)\.css$/, 'math.css');
  own.after(link);
}
