import { outputPlaceOf } from '../../markdown/output-places.ts';
import type { Finding, LintRule } from '../lint-rule.ts';

/** Outputs whose place is on a slide before their cell's: nothing can be there yet when it is shown. */
export const earlyOutput: LintRule = {
  name: 'early-output',
  check: ({ deck, parts }) => {
    const slideOf = new Map(
      deck.slides.flatMap((slide, index) => slide.cells.map((id) => [id, index] as const)),
    );
    const cells = new Map(deck.cells.map((cell) => [cell.id, cell]));
    return parts.flatMap((part) =>
      part.tokens.flatMap((token): readonly Finding[] => {
        const name = outputPlaceOf(token);
        const cell = cells.get(name ?? '');
        if (cell === undefined || part.isNotes) return [];
        if ((slideOf.get(cell.id) ?? 0) <= deck.slides.indexOf(part.slide)) return [];
        return [
          {
            ...part.seeker()(token, '<!--'),
            severity: 'warning',
            message: `the output of \`${cell.id}\` has its place before the slide of its cell, on line ${cell.line}`,
            mend: 'put it on that slide, or after it',
          },
        ];
      }),
    );
  },
};
