import { languagesOf } from '../../cells/languages.ts';
import { stepsOfConsole } from '../../cells/steps.ts';
import { fenceOf } from '../../markdown/fences.ts';
import type { Finding, LintRule } from '../lint-rule.ts';

/** In a deck that has cells: commands after a prompt that are only shown, with an output that nothing checks. */
export const promptNotRun: LintRule = {
  name: 'prompt-not-run',
  check: ({ deck, parts }) => {
    if (deck.cells.length === 0) return [];
    return parts.flatMap((part) =>
      part.tokens.flatMap((token): readonly Finding[] => {
        const fence = fenceOf(token);
        if (fence === undefined || fence.info.cellGroup !== undefined || part.isNotes) return [];
        const isConsole = languagesOf('console')?.includes(fence.info.language.toLowerCase()) === true;
        if (!isConsole || stepsOfConsole(fence.body).length === 0) return [];
        return [
          {
            ...part.seeker()(token, fence.written.trim()),
            severity: 'warning',
            message: 'these commands are only shown: nothing runs them, and nothing checks what they print',
            mend: `write \`${fence.info.language} {run}\`, or \`<!-- piste-ignore: prompt-not-run -->\` before it`,
          },
        ];
      }),
    );
  },
};
