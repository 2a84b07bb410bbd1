import type { Deck, Slide } from '../../deck/deck.ts';
import type { Assets } from '../../render/page.ts';
import { renderSlides } from '../../render/render-slides.ts';
import type { StoredDeck } from '../deck-store.ts';

/** The pages of decks as an audience gets them, each rendered once for each revision. */
export function createFollowerPages(
  assetsOf: (theme: string | undefined) => Assets,
): (stored: StoredDeck) => Promise<string> {
  const pages = new Map<string, { readonly revision: string; readonly html: Promise<string> }>();
  return ({ deck, revision }) => {
    const known = pages.get(deck.name);
    if (known?.revision === revision) return known.html;
    const html = renderSlides(forAudience(deck), {
      assets: assetsOf(deck.settings.theme),
      config: { revision, role: 'follower' },
    }).then(withoutAsides);
    pages.set(deck.name, { revision, html });
    return html;
  };
}

/** A deck without what is the speaker's: notes, the plan, what is wrong with it. */
function forAudience(deck: Deck): Deck {
  return { ...deck, problems: [], slides: deck.slides.map(withoutNotes) };
}

function withoutNotes(slide: Slide): Slide {
  const own = ['data-notes', 'data-timing'];
  const attributes = Object.entries(slide.attributes).filter(([name]) => !own.includes(name.toLowerCase()));
  return { ...slide, notes: undefined, attributes: Object.fromEntries(attributes) };
}

/**
 * Notes may also stand in the author's own HTML, and thoughts in comments. What is code has its brackets escaped and is
 * not touched; a note that is not closed costs the rest of its slide rather than be told.
 */
export function withoutAsides(html: string): string {
  const end = html.lastIndexOf('<script type="application/json" id="piste-deck">');
  const page = html
    .slice(0, end)
    .replace(/<!--[\s\S]*?(?:-->|(?=<\/section>))/g, '')
    .replace(/<aside\b(?:"[^"]*"|'[^']*'|[^>"'])*>[\s\S]*?(?:<\/aside\s*>|(?=<\/section>))/gi, (aside) =>
      /^<aside\b(?:"[^"]*"|'[^']*'|[^>"'])*?class\s*=\s*["']?[^"'>]*\bnotes\b/i.test(aside) ? '' : aside,
    )
    .replace(/\sdata-notes\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi, '');
  return page + html.slice(end);
}
