import { isHidden } from '../../links/page-ids.ts';
import type { Finding, LintRule } from '../lint-rule.ts';

/** Hidden slides whose cells run all the same, because cells of slides that are shown stand on them. */
export const hiddenSlide: LintRule = {
  name: 'hidden-slide',
  check: ({ deck }) => {
    const cells = new Map(deck.cells.map((cell) => [cell.id, cell]));
    const shown = deck.slides.filter((slide) => !isHidden(slide)).flatMap((slide) => slide.cells);
    return deck.slides.filter(isHidden).flatMap((slide): readonly Finding[] => {
      const own = slide.cells.flatMap((id) => cells.get(id) ?? []);
      const after = shown
        .flatMap((id) => cells.get(id) ?? [])
        .find((later) => own.some((one) => one.session === later.session && one.ordinal < later.ordinal));
      if (after === undefined) return [];
      return [
        {
          line: slide.line,
          column: 1,
          slide,
          severity: 'warning',
          message: `this slide is hidden, but the cell of line ${after.line} stands on its cells: they run unseen`,
          mend: 'show the slide, with `hide` in its cells, or give those cells a `session=` of their own',
        },
      ];
    });
  },
};
