import { nearestWord } from '../cells/nearest-word.ts';

/** What of a page a link can lead to. */
export interface PagePlaces {
  /** The ids on it: those on hidden slides are taken off the page. */
  readonly ids: ReadonlyMap<string, 'shown' | 'hidden'>;
  /** Of slides: how many stand in each stack, across, and the number that the first has in addresses. */
  readonly stacks?: readonly number[];
  readonly firstNumber?: number;
}

/** Why a link leads to no place, and what mends it. */
export interface NoPlace {
  readonly why: string;
  readonly mend: string;
}

/** Why there is no such place on a page, by what an address has after its `#`; undefined where there is one. */
export function whyNoPlace(
  fragment: string,
  { ids, stacks, firstNumber = 0 }: PagePlaces,
): NoPlace | undefined {
  const numbers = stacks && /^\/(\d{1,6})(?:\/(\d{1,6}))?(?:\/\d+)?\/?$/.exec(fragment);
  if (numbers) return whyNoSlide(numbers, stacks, firstNumber);
  const id = stacks === undefined ? fragment : fragment.replace(/^\//, '');
  if (id === '' || id === 'top' || ids.get(id) === 'shown') return undefined;
  if (ids.get(id) === 'hidden')
    return { why: 'it is on a hidden slide', mend: 'show that slide, or remove the link' };
  const near = nearestWord(id, [...ids.keys()]);
  return {
    why: 'no heading and no element has that id',
    mend: near === undefined ? `give one the id: \`{#${id}}\` after a heading` : `did you mean \`#${near}\`?`,
  };
}

function whyNoSlide(
  [, across = '', below]: readonly (string | undefined)[],
  stacks: readonly number[],
  first: number,
): NoPlace | undefined {
  const stack = stacks[Number(across) - first];
  const why = 'there is no such slide';
  if (stack === undefined) return { why, mend: `the last one across is \`#/${stacks.length - 1 + first}\`` };
  const v = below === undefined ? 0 : Number(below) - first;
  if (v >= 0 && v < stack) return undefined;
  return {
    why,
    mend:
      stack === 1
        ? `write \`#/${across}\`: nothing is below`
        : `the last one below is \`#/${across}/${stack - 1 + first}\``,
  };
}
