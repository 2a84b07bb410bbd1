import { type CellKind, cellKinds } from '../../cells/cell.ts';
import { languagesOf } from '../../cells/languages.ts';
import type { Position } from '../../errors.ts';
import { fenceOf } from '../../markdown/fences.ts';
import { htmlPieces } from '../../markdown/html-pieces.ts';
import type { Finding, LintRule } from '../lint-rule.ts';
import { type FenceHabit, fenceHabits } from './fence-habits.ts';

/** Fences that look as if they ran, in the words of another tool or nearly in ours, and do not. */
export const notACell: LintRule = {
  name: 'not-a-cell',
  check: ({ parts }) =>
    parts.flatMap((part) =>
      part.tokens.flatMap((token): readonly Finding[] => {
        const fence = fenceOf(token);
        if (fence === undefined)
          return token.type === 'html_block'
            ? codapiSnippets(token.content, part.seeker()(token, '<codapi-'))
            : [];
        const at = part.seeker()(token, fence.written.trim() === '' ? token.markup : fence.written.trim());
        if (fence.info.cellGroup !== undefined) return part.isNotes ? [inNotes(at)] : [];
        const habit = fenceHabits.find((one) => one.pattern.test(fence.written));
        return habit === undefined ? [] : [notRun(at, habit, fence.written, fence.info.language)];
      }),
    ),
};

function notRun(at: Position, habit: FenceHabit, written: string, language: string): Finding {
  const found = habit.pattern.exec(written);
  const own = found?.groups?.language ?? language;
  const name = /^[\w+-]+$/.test(own) ? own : 'bash';
  const canBe = (kind: CellKind): boolean => languagesOf(kind)?.includes(name.toLowerCase()) === true;
  const meant = cellKinds.find((kind) => kind === found?.groups?.word?.toLowerCase());
  const kind = meant !== undefined && canBe(meant) ? meant : 'run';
  return {
    ...at,
    severity: 'warning',
    message: `this fence does not run: \`${written.trim()}\` is ${habit.is}`,
    mend: canBe(kind)
      ? `write \`${name} {${kind}}\`, if it is to run`
      : `if it is to run, write it to a file with \`${name} {file=NAME}\`, and run that from a \`bash {run}\` cell`,
  };
}

const inNotes = (at: Position): Finding => ({
  ...at,
  severity: 'warning',
  message: 'this cell does not run: it is in the notes',
  mend: 'put it before `Note:`, with `hide` if nobody is to see it',
});

function codapiSnippets(html: string, at: Position): readonly Finding[] {
  return htmlPieces(html)
    .filter((piece) => piece.type === 'open' && piece.name === 'codapi-snippet')
    .map(() => ({
      ...at,
      severity: 'warning',
      message: 'nothing runs here: `<codapi-snippet>` is for codapi',
      mend: 'remove it, and write `bash {run}` after the fence before it',
    }));
}
