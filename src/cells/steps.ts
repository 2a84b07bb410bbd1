import type { Cell } from './cell.ts';
import { languagesOf } from './languages.ts';

/** One command of a cell: as it is shown, as bash gets it, and what its author expects it to print. */
export interface Step {
  /** Without its first prompt; continuation lines keep their `> `. */
  readonly command: string;
  readonly script: string;
  readonly expected: string;
  /** Line of the cell's body, from 0, that the command begins on. */
  readonly line: number;
}

/** The commands of a cell: one for each prompt of a console transcript, else the whole body. */
export function stepsOf(cell: Pick<Cell, 'language' | 'body'>): readonly Step[] {
  if (languagesOf('console')?.includes(cell.language.toLowerCase())) return stepsOfConsole(cell.body);
  return [{ command: cell.body, script: cell.body, expected: '', line: 0 }];
}

/**
 * Cuts a console transcript at its prompts: `$ `, continued by `> ` lines. `# ` is a root prompt only in a
 * transcript that begins with one, for otherwise it is a comment or a Markdown heading that a command printed.
 */
export function stepsOfConsole(body: string): readonly Step[] {
  const prompt = body.startsWith('# ') ? /^[$#](?: |$)/ : /^\$(?: |$)/;
  const steps: { shown: string[]; script: string[]; expected: string[]; line: number }[] = [];
  const lines = body.replace(/\n$/, '').split('\n');
  for (const [line, text] of lines.entries()) {
    const step = steps.at(-1);
    if (prompt.test(text)) {
      const command = text.slice(2);
      steps.push({ shown: [command], script: [command], expected: [], line });
    } else if (step !== undefined && step.expected.length === 0 && /^>(?: |$)/.test(text)) {
      step.shown.push(text);
      step.script.push(text.slice(2));
    } else step?.expected.push(text);
  }
  return steps
    .filter((step) => step.script.some((line) => line.trim() !== ''))
    .map((step) => ({
      command: step.shown.join('\n'),
      script: step.script.join('\n'),
      expected: step.expected.join('\n'),
      line: step.line,
    }));
}
