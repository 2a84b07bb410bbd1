import { type KeptHighlights, openHighlights } from '../records/kept-highlights.ts';
import type { Assets, RenderOptions } from '../render/page.ts';
import { changedSections, type PageChanges } from '../render/page-changes.ts';
import { articlePageHtml, renderArticleSections } from '../render/render-article.ts';
import { type PageStacks, renderPageStacks, slidesPageHtml } from '../render/render-slides.ts';
import type { StoredDeck } from './deck-store.ts';
import { type StyleStamps, styleStamps } from './style-stamps.ts';

export type PageKind = 'slides' | 'article';

/** The pages of decks, each rendered once for each revision of its deck. */
export interface PageCache {
  /** `config`: more data for the page's scripts. */
  readonly page: (
    stored: StoredDeck,
    kind: PageKind,
    config?: Readonly<Record<string, unknown>>,
  ) => Promise<string>;
  /** From an earlier revision of a page to this one; undefined where that one is not known any more. */
  readonly changes: (stored: StoredDeck, kind: PageKind, since: string) => Promise<PageChanges | undefined>;
}

interface Rendered {
  readonly revision: string;
  readonly sections: Promise<PageStacks>;
}

const articleSections: typeof renderPageStacks = async (...deck) => {
  const all = await renderArticleSections(...deck);
  return { all, shown: all };
};

const rendering = {
  slides: { sections: renderPageStacks, page: slidesPageHtml },
  article: { sections: articleSections, page: articlePageHtml },
} as const;

/** Revisions of a page that are kept: an open page is one behind, or a few while its author saves in haste. */
const mostRevisions = 3;

/** How long after a page was rendered its colours are written down. */
const saveAfterMs = 1500;

/** `more`: what all of these pages are beside. */
export function createPageCache(
  assetsOf: (kind: PageKind, theme?: string) => Assets,
  more: Pick<RenderOptions, 'workshop'> = {},
): PageCache {
  const revisions = new Map<string, Rendered[]>();
  const sectionsOf = (stored: StoredDeck, kind: PageKind): Promise<PageStacks> => {
    const key = `${stored.deck.name}/${kind}`;
    const known = revisions.get(key) ?? [];
    const rendered = known.find(({ revision }) => revision === stored.revision);
    if (rendered) return rendered.sections;
    const sections = colouredBefore(stored).then((kept) => {
      kept.begin();
      return rendering[kind].sections(stored.deck, stored.records);
    });
    void sections.then(() => keepColours(stored)).catch(() => {});
    revisions.set(key, [...known, { revision: stored.revision, sections }].slice(-mostRevisions));
    return sections;
  };
  const highlights = new Map<string, Promise<KeptHighlights>>();
  const colouredBefore = (stored: StoredDeck): Promise<KeptHighlights> => {
    const known = highlights.get(stored.file) ?? openHighlights(stored.file);
    highlights.set(stored.file, known);
    return known;
  };
  const saving = new Set<string>();
  /** Soon, and not with each edit. */
  const keepColours = (stored: StoredDeck): void => {
    if (saving.has(stored.file)) return;
    saving.add(stored.file);
    const save = async (): Promise<void> => {
      saving.delete(stored.file);
      await (await colouredBefore(stored)).save();
    };
    setTimeout(() => void save().catch(() => {}), saveAfterMs).unref();
  };
  const pageOf = (
    stored: StoredDeck,
    kind: PageKind,
    sections: readonly string[],
    config: Readonly<Record<string, unknown>>,
    stamps: StyleStamps,
    hollow = false,
  ): string =>
    rendering[kind].page(stored.deck, sections, {
      ...more,
      stamps,
      hollow,
      assets: assetsOf(kind, stored.deck.settings.theme),
      config: { revision: stored.revision, ...config },
      records: stored.records,
    });
  return {
    page: async (stored, kind, config = {}) =>
      pageOf(stored, kind, (await sectionsOf(stored, kind)).all, config, await styleStamps(stored)),
    async changes(stored, kind, since) {
      const known = revisions.get(`${stored.deck.name}/${kind}`)?.find(({ revision }) => revision === since);
      if (!known) return undefined;
      const [{ shown: old }, { shown: now }] = [await known.sections, await sectionsOf(stored, kind)];
      const page = pageOf(stored, kind, now, {}, await styleStamps(stored), true);
      return { since, count: old.length, page, sections: changedSections(old, now) };
    },
  };
}
