import { clientDir } from '../../environment/places.ts';
import type { PageChanges } from '../../render/page-changes.ts';
import type { StoredDeck } from '../deck-store.ts';
import { audienceFiles } from '../follow/audience-files.ts';
import { createPageCache } from '../page-cache.ts';
import { pageFonts } from '../page-fonts.ts';

/** The pages of a workshop, the same for all visitors: what is a visitor's own comes over the socket. */
export interface WorkshopPages {
  page(stored: StoredDeck): Promise<string>;
  changes(stored: StoredDeck, since: string): Promise<PageChanges | undefined>;
  /** The files that the page names, by their paths: what lies beside them is nobody's business. */
  files(stored: StoredDeck): Promise<ReadonlyMap<string, string>>;
}

/** What a page says of a deck's mistakes is for its author. */
const forVisitors = (stored: StoredDeck): StoredDeck => ({
  ...stored,
  deck: { ...stored.deck, problems: [] },
});

export function createWorkshopPages(): WorkshopPages {
  const pages = createPageCache(() => workshopAssets(), { workshop: true });
  const files = new Map<string, { revision: string; files: Promise<ReadonlyMap<string, string>> }>();
  const made = new Map<string, { revision: string; html: Promise<string> }>();
  // Made once: it takes long enough for a few requests to keep everyone waiting.
  const page: WorkshopPages['page'] = (stored) => {
    const known = made.get(stored.deck.name);
    if (known?.revision === stored.revision) return known.html;
    const html = pages.page(forVisitors(stored), 'article', { workshop: {} });
    made.set(stored.deck.name, { revision: stored.revision, html });
    html.catch(() => made.delete(stored.deck.name));
    return html;
  };
  return {
    page,
    changes: (stored, since) => pages.changes(forVisitors(stored), 'article', since),
    files(stored) {
      const known = files.get(stored.deck.name);
      if (known?.revision === stored.revision) return known.files;
      const found = page(stored).then((html) => audienceFiles(stored, html));
      files.set(stored.deck.name, { revision: stored.revision, files: found });
      return found;
    },
  };
}

const workshopAssets = () => ({
  styles: ['/assets/workshop.css'],
  scripts: ['/assets/workshop.js'],
  fonts: pageFonts(clientDir).map((path) => `/assets/${path}`),
});
