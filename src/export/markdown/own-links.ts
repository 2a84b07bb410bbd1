import type { Deck } from '../../deck/deck.ts';
import { type SlideAddress, slideAddresses } from '../../deck/slide-addresses.ts';

/** Keeps a deck's links alive where there are no slides: those to slides, and those to other decks. */
export interface OwnLinks {
  /** Prose whose links lead where they do here. */
  readonly lead: (prose: string) => string;
  /** The anchor of a slide; empty where nothing leads to it. */
  readonly anchor: (address: SlideAddress) => string;
}

/** Where a link's address begins, and the address where it is one of the deck's own. */
const link = /(\]\(\s*<?|\bhref="|^\[[^\]\n]+\]:\s*<?)((?![a-z][a-z0-9+.-]*:|\/\/)[^\s)>"]+)/gim;

/** Reads where a deck's links lead. */
export function ownLinks(deck: Deck): OwnLinks {
  const known = new Set([...slideAddresses(deck).values()].map(({ h, v }) => `${h}-${v}`));
  const first = deck.settings.revealOptions.hashOneBasedIndex === true ? 1 : 0;
  const placeOf = (address: string): string | undefined => {
    const [, h, v] = /^#\/(\d+)(?:\/(\d+))?/.exec(address) ?? [];
    if (h === undefined) return undefined;
    return `${Number(h) - first}-${Math.max(0, Number(v ?? first) - first)}`;
  };
  const wanted = new Set(
    deck.slides.flatMap(({ markdown, notes = '', whole = '' }) =>
      [...`${markdown}\n${notes}\n${whole}`.matchAll(link)].flatMap(
        ([, , address = '']) => placeOf(address) ?? [],
      ),
    ),
  );
  const target = (address: string): string => {
    const place = placeOf(address);
    if (place !== undefined) return known.has(place) ? `#slide-${place}` : address;
    if (address.startsWith('#/')) return `#${address.slice(2)}`;
    // A server's and a site's ways to another deck: here its folder is beside this one.
    return address
      .replace(/^\/(?=[^/])/, '../')
      .replace(/^((?:\.\.\/)[^/#]+\/)article(?:\.html)?(?=#|$)/, '$1');
  };
  return {
    lead: (prose) =>
      prose.replace(link, (_whole, before: string, address: string) => before + target(address)),
    anchor: ({ h, v }) => (wanted.has(`${h}-${v}`) ? `<a id="slide-${h}-${v}"></a>` : ''),
  };
}
