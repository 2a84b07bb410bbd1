import type { PageChanges, SectionPlace } from '../../render/page-changes.ts';
import { readPageConfig } from '../page-config.ts';

/** A page as the server has it now. */
export interface FreshPage {
  readonly document: Document;
  /** Where only what has changed was fetched: the sections to be, of which some are on this page already. */
  readonly sections: readonly FreshSection[] | undefined;
}

export interface FreshSection {
  readonly section: Element;
  /** The source lines to write into a section that stays, the ones below it included. */
  readonly lines: readonly number[] | undefined;
  /** Where it stands now, in an article. */
  readonly place: SectionPlace | undefined;
}

/** Where a page's sections are. */
const places = '.reveal .slides, main.article';

/** Fetches what has changed of this page, or all of it; undefined if there is none to be had. */
export async function fetchPage(): Promise<FreshPage | undefined> {
  const changed = await fetchChanges().catch(() => undefined);
  if (changed) return changed;
  const answer = await fetch(window.location.href, { cache: 'no-store' });
  if (!answer.ok) return undefined;
  const page = parsePage(await answer.text());
  if (!showsHidden(page)) dropHidden(page);
  return { document: page, sections: undefined };
}

async function fetchChanges(): Promise<FreshPage | undefined> {
  const since = readPageConfig(document).revision;
  const place = document.querySelector(places);
  if (since === undefined || !place) return undefined;
  const address = new URL(`${window.location.pathname.replace(/\/$/, '')}/changes`, window.location.href);
  address.searchParams.set('since', since);
  const answer = await fetch(address, { cache: 'no-store' });
  if (!answer.ok) return undefined;
  const changes: unknown = await answer.json();
  // The page may have moved on meanwhile.
  if (!isPageChanges(changes) || readPageConfig(document).revision !== changes.since) return undefined;
  const page = parsePage(changes.page);
  // Buttons that scripts have made speak the old language, in sections that stay as well.
  if (languageOf(page) !== languageOf(document)) return undefined;
  const sections = sectionsOf(changes, [...place.children]);
  if (!showsHidden(page)) for (const one of sections ?? []) dropHidden(one.section);
  return sections && { document: page, sections };
}

const languageOf = (page: Document): string | undefined => readPageConfig(page).words?.lang;

/** The new sections among the old ones; undefined where the page is not what the server takes it for. */
function sectionsOf(changes: PageChanges, old: readonly Element[]): readonly FreshSection[] | undefined {
  if (old.length !== changes.count || !old.every(isSection)) return undefined;
  const sections = changes.sections.map((one): FreshSection | undefined => {
    if (typeof one === 'string') {
      const section = parseSection(one);
      return section && { section, lines: undefined, place: undefined };
    }
    const section = old[one.keep];
    const { lines, place } = one;
    if (!section || (lines && withLines(section).length !== lines.length)) return undefined;
    return { section, lines, place };
  });
  return sections.every((one) => one !== undefined) ? sections : undefined;
}

const showsHidden = (page: Document): boolean =>
  !page.body.classList.contains('page-slides') ||
  readPageConfig(page).revealOptions.showHiddenSlides === true;

/** What reveal.js does when it starts, and only then; a stack that has nothing to show goes too. */
function dropHidden(root: ParentNode): void {
  for (const slide of root.querySelectorAll('section[data-visibility="hidden"]')) {
    const stack = slide.parentElement?.closest('section');
    if (stack?.parentElement && slide.parentElement === stack && stack.childElementCount === 1)
      stack.remove();
    else slide.remove();
  }
}

/** A section, and those in it, that say which source line they are from. */
export function withLines(section: Element): readonly Element[] {
  const inner = [...section.querySelectorAll('section[data-line]')];
  return section.hasAttribute('data-line') ? [section, ...inner] : inner;
}

const parsePage = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');

/** An author's own HTML may close the section that it stands in: then it is not one element. */
function parseSection(html: string): Element | undefined {
  const { body } = parsePage(html);
  const [section, ...more] = body.children;
  return section && isSection(section) && more.length === 0 ? document.importNode(section, true) : undefined;
}

const isSection = (element: Element): boolean => element.tagName === 'SECTION';

function isPageChanges(value: unknown): value is PageChanges {
  if (typeof value !== 'object' || value === null) return false;
  return 'since' in value && 'page' in value && 'sections' in value && Array.isArray(value.sections);
}
