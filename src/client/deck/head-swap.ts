import { changeTheme } from '../color-mode.ts';
import { readPageConfig } from '../page-config.ts';
import { speakAnew } from '../words.ts';

/** Takes over what a fresh page says of itself beside its content: title, language, colours, style sheets, revision. */
export function swapHead(fresh: Document): { styled: Promise<void> | undefined; wantsOpening: boolean } {
  const [own, now] = [document, fresh].map((page) => page.getElementById('piste-deck'));
  const [before, after] = [document, fresh].map(readPageConfig);
  if (own && now) own.textContent = now.textContent;
  speakAnew();
  document.title = fresh.title;
  document.documentElement.lang = fresh.documentElement.lang;
  if (before?.theme !== after?.theme) changeTheme(after?.theme);
  return {
    styled: swapStyles(fresh),
    wantsOpening: JSON.stringify(before?.revealOptions) !== JSON.stringify(after?.revealOptions),
  };
}

/**
 * The style sheets that the page names, in its order, which decides between them; those that its scripts have fetched by
 * themselves stay. One that takes the place of another does so when it has been read: the page is never without.
 */
function swapStyles(fresh: Document): Promise<void> | undefined {
  const [old = new Map(), now = new Map()] = [document, fresh].map(sheetsOf);
  let next: HTMLLinkElement | undefined;
  const reading: Promise<unknown>[] = [];
  for (const [href, named] of [...now].reverse()) {
    const known = old.get(href);
    const link = known ?? document.importNode(named, true);
    // A link that is moved is read again.
    const isBefore = next && link.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (!known || (next && !isBefore)) {
      reading.push(isRead(link));
      if (next) next.before(link);
      else document.head.append(link);
    }
    next = link;
  }
  const gone = [...old].filter(([href]) => !now.has(href) && !isOfScripts(href)).map(([, link]) => link);
  const remove = (): void => {
    for (const link of gone) link.remove();
  };
  if (reading.length === 0) return void remove();
  return Promise.all(reading).then(remove);
}

const sheetsOf = (page: Document): Map<string, HTMLLinkElement> =>
  new Map(
    [...page.querySelectorAll<HTMLLinkElement>('head > link[rel="stylesheet"]')].map((link) => [
      link.getAttribute('href') ?? '',
      link,
    ]),
  );

/** Whether it was loaded for what is on the page: a formula, a terminal. */
const isOfScripts = (href: string): boolean =>
  href.includes('/files/') || (/\/math\.css$/.test(href) && document.querySelector('.katex') !== null);

/** Also when there is no such file. */
const isRead = (link: HTMLLinkElement): Promise<void> =>
  new Promise((resolve) => {
    for (const event of ['load', 'error']) link.addEventListener(event, () => resolve(), { once: true });
  });
