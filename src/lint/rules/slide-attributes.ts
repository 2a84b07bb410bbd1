import { nearestWord } from '../../cells/nearest-word.ts';
import { readTiming } from '../../talk/talk-plan.ts';
import type { Finding, LintRule } from '../lint-rule.ts';

/** What the theme has a layout for (client/theme). */
export const layoutNames: readonly string[] = [
  'center',
  'code-output',
  'end',
  'fact',
  'full',
  'image',
  'image-left',
  'image-right',
  'quote',
  'section',
  'statement',
  'title',
  'two-columns',
].map((name) => `layout-${name}`);

/** Attributes of slides that come to nothing: a layout that is nearly one of the theme's, a time that is none. */
export const slideAttributes: LintRule = {
  name: 'slide-attributes',
  check: ({ deck, parts }) =>
    parts.flatMap((part): readonly Finding[] => {
      if (part.isNotes) return [];
      const { attributes, sourceLines } = part.slide;
      const find = (word: string, message: string, mend: string): Finding => ({
        ...part.seeker()({ map: [0, sourceLines.length] }, word),
        slide: part.slide,
        severity: 'warning',
        message,
        mend,
      });
      const classes = attributes.class?.split(/\s+/) ?? [];
      // What Slidev's layouts become has been told.
      const layouts =
        deck.settings.dialect === 'slidev' ? [] : classes.filter((one) => !layoutNames.includes(one));
      const timing = attributes['data-timing'];
      return [
        ...layouts.flatMap((name) => {
          const near = name.startsWith('layout-') ? nearestWord(name, layoutNames) : undefined;
          if (near === undefined) return [];
          return [find(name, `no layout is called \`${name}\``, `did you mean \`${near}\`?`)];
        }),
        ...(timing === undefined || readTiming(timing) !== undefined
          ? []
          : [
              find(
                'data-timing',
                `\`data-timing="${timing.slice(0, 40)}"\` is no time: the slide has none`,
                'write seconds, or `90s`, `1.5m`',
              ),
            ]),
      ];
    }),
};
