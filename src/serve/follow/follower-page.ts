import type { Deck, Slide } from '../../deck/deck.ts';
import { shownSlides } from '../../deck/shown-slides.ts';
import type { Assets } from '../../render/page.ts';
import { renderStacks, slidesPageHtml } from '../../render/render-slides.ts';
import type { StoredDeck } from '../deck-store.ts';
import { styleStamps } from '../style-stamps.ts';
import { audienceFiles } from './audience-files.ts';
import { withoutNotes } from './without-notes.ts';

/** A deck's page as an audience gets it, and the files that go with it, by their paths. */
export interface FollowerPage {
  readonly html: string;
  readonly files: ReadonlyMap<string, string>;
}

/** The pages of decks as an audience gets them, each rendered once for each revision. */
export function createFollowerPages(
  assetsOf: (theme: string | undefined) => Assets,
): (stored: StoredDeck) => Promise<FollowerPage> {
  const pages = new Map<string, { readonly revision: string; readonly page: Promise<FollowerPage> }>();
  const render = async (stored: StoredDeck): Promise<FollowerPage> => {
    const deck = forAudience(stored.deck);
    const stacks = (await renderStacks(deck)).map(withoutNotes);
    const html = slidesPageHtml(deck, stacks, {
      assets: assetsOf(deck.settings.theme),
      stamps: await styleStamps(stored),
      config: { revision: stored.revision, role: 'follower' },
    });
    return { html, files: await audienceFiles(stored, html) };
  };
  return (stored) => {
    const known = pages.get(stored.deck.name);
    if (known?.revision === stored.revision) return known.page;
    const page = render(stored);
    pages.set(stored.deck.name, { revision: stored.revision, page });
    return page;
  };
}

/** A deck without what is the speaker's: notes, the plan, hidden slides, what is wrong with it. */
function forAudience(deck: Deck): Deck {
  return { ...deck, problems: [], slides: shownSlides(deck).map(withoutOwnNotes) };
}

function withoutOwnNotes(slide: Slide): Slide {
  const own = ['data-notes', 'data-timing'];
  const attributes = Object.entries(slide.attributes).filter(([name]) => !own.includes(name.toLowerCase()));
  return { ...slide, notes: undefined, attributes: Object.fromEntries(attributes) };
}
