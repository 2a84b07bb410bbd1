import { hasEmoji } from '../../html/has-emoji.ts';

const pageSheet = /\/(?:slides|article|workshop)\.css$/;

/** A deck that has got its first formula or emoji needs a style sheet that the page was not sent with: it is beside the page's own. */
export function loadExtraStyles(): void {
  const links = [...document.querySelectorAll<HTMLLinkElement>('head > link[rel="stylesheet"]')];
  const own = links.find(({ href }) => pageSheet.test(href));
  if (!own) return;
  const load = (name: string): void => {
    if (links.some(({ href }) => href.endsWith(`/${name}.css`))) return;
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = own.href.replace(pageSheet, `/${name}.css`);
    own.after(link);
  };
  if (document.querySelector('.katex')) load('math');
  if (hasEmoji(document.body.textContent)) load('emoji');
}
