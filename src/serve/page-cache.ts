import { type KeptHighlights, openHighlights } from '../records/kept-highlights.ts';
import type { Assets } from '../render/page.ts';
import { changedSections, type PageChanges, shownStacks } from '../render/page-changes.ts';
import { articlePageHtml, renderArticleSections } from '../render/render-article.ts';
import { renderStacks, slidesPageHtml } from '../render/render-slides.ts';
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
  readonly sections: Promise<readonly string[]>;
}

const rendering = {
  slides: { sections: renderStacks, page: slidesPageHtml },
  article: { sections: renderArticleSections, page: articlePageHtml },
} as const;

/** Revisions of a page that are kept: an open page is one behind, or a few while its author saves in haste. */
const mostRevisions = 3;

/** How long after a page was rendered its colours are written down. */
const saveAfterMs = 1500;

export function createPageCache(assetsOf: (kind: PageKind, theme?: string) => Assets): PageCache {
  const revisions = new Map<string, Rendered[]>();
  const sectionsOf = (stored: StoredDeck, kind: PageKind): Promise<readonly string[]> => {
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
  ): string =>
    rendering[kind].page(stored.deck, sections, {
      stamps,
      assets: assetsOf(kind, stored.deck.settings.theme),
      config: { revision: stored.revision, ...config },
      records: stored.records,
    });
  return {
    page: async (stored, kind, config = {}) =>
      pageOf(stored, kind, await sectionsOf(stored, kind), config, await styleStamps(stored)),
    async changes(stored, kind, since) {
      const found = await revisions
        .get(`${stored.deck.name}/${kind}`)
        ?.find(({ revision }) => revision === since)?.sections;
      if (!found) return undefined;
      const showsAll = kind === 'article' || stored.deck.settings.revealOptions.showHiddenSlides === true;
      const [old, now] = [found, await sectionsOf(stored, kind)].map((all) =>
        showsAll ? all : shownStacks(all),
      );
      if (!old || !now) return undefined;
      const page = pageOf(stored, kind, [], {}, await styleStamps(stored));
      return { since, count: old.length, page, sections: changedSections(old, now) };
    },
  };
}
