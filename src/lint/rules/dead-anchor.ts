import { nearestWord } from '../../cells/nearest-word.ts';
import type { Slide } from '../../deck/deck.ts';
import type { Finding, LintRule } from '../lint-rule.ts';
import type { LintSubject } from '../lint-subject.ts';
import { readAddress } from '../read-address.ts';
import { slidePlaces } from '../slide-places.ts';

/** Links to ids that nothing has (`#install`), and to slides that do not exist (`#/4/1`). */
export const deadAnchor: LintRule = {
  name: 'dead-anchor',
  check(subject) {
    const places = slidePlaces(subject.deck);
    return subject.addresses.flatMap(({ use, address, at }): readonly Finding[] => {
      const read = readAddress(address, subject.deck.name);
      if (use !== 'link' || read.to !== 'slides') return [];
      const wrong = whyDead(read.fragment, subject, places);
      if (wrong === undefined) return [];
      const message = `the link \`${address}\` leads nowhere: ${wrong.why}`;
      return [{ ...at, severity: 'error', message, mend: wrong.mend }];
    });
  },
};

function whyDead(
  fragment: string,
  { deck, ids }: LintSubject,
  places: readonly (readonly Slide[])[],
): { readonly why: string; readonly mend: string } | undefined {
  const numbers = /^\/(\d{1,6})(?:\/(\d{1,6}))?(?:\/\d+)?\/?$/.exec(fragment);
  if (numbers !== null) {
    const base = deck.settings.revealOptions.hashOneBasedIndex === true ? 1 : 0;
    const stack = places[Number(numbers[1]) - base];
    if (stack === undefined)
      return {
        why: 'there is no such slide',
        mend: `the last one across is \`#/${places.length - 1 + base}\``,
      };
    const v = numbers[2] === undefined ? 0 : Number(numbers[2]) - base;
    if (stack[v] !== undefined) return undefined;
    const last = stack.length - 1;
    return {
      why: 'there is no such slide',
      mend:
        last === 0
          ? `write \`#/${numbers[1]}\`: nothing is below`
          : `the last one below is \`#/${numbers[1]}/${last + base}\``,
    };
  }
  const id = fragment.replace(/^\//, '');
  if (id === '' || id === 'top' || ids.get(id) === 'shown') return undefined;
  if (ids.get(id) === 'hidden')
    return { why: 'it is on a hidden slide', mend: 'show that slide, or remove the link' };
  const near = nearestWord(id, [...ids.keys()]);
  return {
    why: 'no heading and no element has that id',
    mend: near === undefined ? `give one the id: \`{#${id}}\` after a heading` : `did you mean \`#${near}\`?`,
  };
}
