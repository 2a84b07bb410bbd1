import { formatSeconds } from '../session/reasons.ts';
import type { RunLine } from './run.ts';

const marks = { ok: ['✓', 32], failed: ['✗', 31], error: ['!', 35] } as const;

/** One cell for a person: mark, place, duration, why it failed, and what it printed. */
export function formatRunLine(line: RunLine, colour: boolean): string {
  const [mark, code] = marks[line.status];
  const paint = (text: string, style: number) => (colour ? `\x1b[${style}m${text}\x1b[0m` : text);
  const head = `${paint(mark, code)} ${line.deck}:${line.line} ${line.cell} (${line.kind}) ${paint(formatSeconds(line.durationMs), 2)}`;
  const reason = line.reason === undefined ? [] : [`  ${paint(line.reason, code)}`];
  const output = line.output === '' ? [] : line.output.split('\n').map((one) => `  ${paint('│', 2)} ${one}`);
  return [head, ...reason, ...output].join('\n');
}
