import type { Deck } from '../deck/deck.ts';
import { openEnvironmentNames } from '../environment/environment-names.ts';
import { specOfDeck } from '../environment/pin-flake.ts';
import { type Places, placesOf } from '../environment/places.ts';
import type { Machinery } from '../session/live-deck.ts';

/** Tells the hash of the environment that a deck's cells run in. */
export type EnvironmentOf = (deck: Deck) => Promise<string>;

/**
 * The hashes of decks' environments, told without an engine and without building any; only a deck whose nixpkgs has no
 * pin yet has its environment made, for the pin.
 */
export async function openDeckEnvironments(
  machinery: () => Promise<Machinery>,
  places: Places = placesOf(),
): Promise<EnvironmentOf> {
  const nameOf = await openEnvironmentNames(places);
  return async (deck) => {
    const spec = await specOfDeck({ file: deck.file, wishes: deck.settings.environment });
    return spec ? nameOf(spec) : (await (await machinery()).environmentOf(deck)).hash;
  };
}
