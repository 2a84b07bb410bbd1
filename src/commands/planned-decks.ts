import type { Deck } from '../deck/deck.ts';
import { type OpenDeck, openDeck } from '../runner/open-decks.ts';
import type { Machinery } from '../session/live-deck.ts';
import { openDeckEnvironments } from './deck-environments.ts';

/**
 * Opens the records of decks, with what must run of them. Where something must (or `all` is asked for), their
 * environments are made first, unless it is a `dry` run: one whose packages had to be taken newer has another hash, and
 * so other keys.
 */
export async function planDecks(
  reading: Promise<readonly Deck[]>,
  machinery: () => Promise<Machinery>,
  { all = false, dry = false }: { readonly all?: boolean; readonly dry?: boolean },
): Promise<readonly OpenDeck[]> {
  const [decks, environmentOf] = await Promise.all([reading, openDeckEnvironments(machinery)]);
  return Promise.all(decks.map(async (deck) => settle(await openDeck(deck, await environmentOf(deck)))));

  async function settle(open: OpenDeck): Promise<OpenDeck> {
    if (dry || (!all && open.cells.every(({ state }) => state !== 'run'))) return open;
    const { hash } = await (await machinery()).environmentOf(open.deck);
    return hash === open.environment ? open : openDeck(open.deck, hash);
  }
}
