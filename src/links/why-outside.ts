import type { ReadAddress } from './read-address.ts';
import type { NoPlace } from './why-no-place.ts';

/** Why no page loads what lies there, outside of its deck's folder; undefined for all else. */
export function whyOutside({ to }: ReadAddress): NoPlace | undefined {
  const mend = 'put the file into the folder of the deck';
  if (to === 'web') return { why: 'a page loads nothing from other hosts', mend };
  return to === 'deck' ? { why: 'it leaves the folder of the deck', mend } : undefined;
}
