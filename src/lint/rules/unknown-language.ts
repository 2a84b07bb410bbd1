import { fenceOf } from '../../markdown/fences.ts';
import { languageNames, nearestLanguage } from '../../markdown/language-names.ts';
import type { Finding, LintRule } from '../lint-rule.ts';

/** Fences in a language that is nearly one which is highlighted. A word of its author's own is left alone. */
export const unknownLanguage: LintRule = {
  name: 'unknown-language',
  check: ({ parts }) =>
    parts.flatMap((part) =>
      part.tokens.flatMap((token): readonly Finding[] => {
        const fence = fenceOf(token);
        const language = fence?.info.language.toLowerCase() ?? '';
        if (fence === undefined || language === '' || languageNames.has(language)) return [];
        const near = nearestLanguage(language);
        if (near === undefined) return [];
        return [
          {
            ...part.seeker()(token, fence.written.trim()),
            severity: 'warning',
            message: `no language is called \`${fence.info.language}\`: this is shown without colours`,
            mend: `did you mean \`${near}\`?`,
          },
        ];
      }),
    ),
};
