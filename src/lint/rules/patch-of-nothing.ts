import type { Cell } from '../../cells/cell.ts';
import { parseDiff } from '../../cells/parse-diff.ts';
import type { Finding, LintRule } from '../lint-rule.ts';

/** Patches of a file that nothing before them in their chain can have made. */
export const patchOfNothing: LintRule = {
  name: 'patch-of-nothing',
  check: ({ deck }) =>
    deck.cells.flatMap((cell): readonly Finding[] => {
      if (cell.kind !== 'patch' || cell.options.path === undefined || !needsText(cell)) return [];
      const before = deck.cells.filter((one) => one.session === cell.session && one.ordinal < cell.ordinal);
      // A command may have made any file.
      const mayHaveMadeIt = before.some((one) =>
        one.kind === 'file' ? one.options.path === cell.options.path : one.kind !== 'patch',
      );
      if (mayHaveMadeIt) return [];
      const elsewhere = deck.cells.find(
        (one) => one.kind === 'file' && one.options.path === cell.options.path,
      );
      return [
        {
          line: cell.line,
          column: 1,
          severity: 'error',
          message: `nothing in the chain \`${cell.session}\` has made \`${cell.options.path}\` before this patch`,
          mend:
            elsewhere === undefined
              ? `write it first, with \`{file=${cell.options.path}}\``
              : `the cell of line ${elsewhere.line} writes it, ${elsewhere.session === cell.session ? 'after' : `in the session \`${elsewhere.session}\`, not before`} this one`,
        },
      ];
    }),
};

/** A diff that only adds can begin a file. */
const needsText = (cell: Cell): boolean =>
  parseDiff(cell.body, 'plain').some((hunk) => hunk.lines.some((line) => line.mark !== '+'));
