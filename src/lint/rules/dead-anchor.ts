import { slideAddresses } from '../../deck/slide-addresses.ts';
import { readAddress } from '../../links/read-address.ts';
import { slidePlaces } from '../../links/slide-places.ts';
import { type PagePlaces, whyNoPlace } from '../../links/why-no-place.ts';
import type { Finding, LintRule } from '../lint-rule.ts';
import type { LintSubject } from '../lint-subject.ts';

/** Links to ids that nothing has (`#install`, `article#install`), and to slides that do not exist (`#/4/1`). */
export const deadAnchor: LintRule = {
  name: 'dead-anchor',
  check(subject) {
    const { deck, addresses } = subject;
    const places = { slides: placesOnSlides(subject), article: placesInArticle(subject) };
    return addresses.flatMap(({ use, address, at }): readonly Finding[] => {
      const read = readAddress(address, deck.name);
      if (use !== 'link' || (read.to !== 'slides' && read.to !== 'article')) return [];
      const wrong = whyNoPlace(read.fragment, places[read.to]);
      if (wrong === undefined) return [];
      const message = `the link \`${address}\` leads nowhere: ${wrong.why}`;
      return [{ ...at, severity: 'error', message, mend: wrong.mend }];
    });
  },
};

const placesOnSlides = ({ deck, ids }: LintSubject): PagePlaces => ({
  ids,
  stacks: slidePlaces(deck).map((stack) => stack.length),
  firstNumber: deck.settings.revealOptions.hashOneBasedIndex === true ? 1 : 0,
});

/** In an article each section has an id, that of its slide's place where it has none of its own. */
function placesInArticle({ deck, ids }: LintSubject): PagePlaces {
  const sections = [...slideAddresses(deck).values()].map(({ h, v }) => [`s-${h}-${v}`, 'shown'] as const);
  return { ids: new Map([...ids, ...sections]) };
}
