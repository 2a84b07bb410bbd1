import { isHidden } from '../../links/page-ids.ts';
import type { Finding, LintRule } from '../lint-rule.ts';

/** Slides on which there is nothing to see: mostly a separator too many. */
export const emptySlide: LintRule = {
  name: 'empty-slide',
  check: ({ parts }) =>
    parts.flatMap(({ slide, isNotes, html }): readonly Finding[] => {
      const isBlank = html.replace(/<!--[\s\S]*?-->/g, '').trim() === '';
      // Notes, a background or a class make a slide of what has no words.
      const isMeant = slide.notes !== undefined || Object.keys(slide.attributes).length > 0;
      if (isNotes || !isBlank || isMeant || isHidden(slide)) return [];
      return [
        {
          line: slide.line,
          column: 1,
          slide,
          severity: 'warning',
          message: 'this slide is empty',
          mend: 'remove a separator, or write `Note:` and what you will say',
        },
      ];
    }),
};
