import type { Deck } from '../deck/deck.ts';

/**
 * The order of a site, as a series is read: decks with a date by it, the oldest first, then the others. Those of one day
 * stay as they are given, which is by their names.
 */
export const inSiteOrder = <D extends { readonly deck: Deck }>(decks: readonly D[]): readonly D[] =>
  decks.toSorted((a, b) => {
    const [one, other] = [timeOf(a.deck), timeOf(b.deck)];
    return one === other ? 0 : one - other;
  });

/** When a deck is from, in ms; later than any where it does not say. */
const timeOf = ({ settings }: Deck): number =>
  settings.about.date === undefined ? Number.MAX_VALUE : Date.parse(settings.about.date);
