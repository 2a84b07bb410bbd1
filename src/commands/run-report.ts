import { formatDuration } from '../cells/duration.ts';
import type { CellLine } from '../runner/cell-line.ts';

const marks: Readonly<Record<CellLine['status'], readonly [mark: string, code: number]>> = {
  ok: ['✓', 32],
  failed: ['✗', 31],
  error: ['!', 35],
  drifted: ['≠', 33],
  unrecorded: ['?', 33],
  recorded: ['·', 2],
  live: ['~', 2],
  stale: ['>', 33],
};

/** One cell for a person: mark, place, duration, why it failed, and what it printed or how that differs. */
export function formatCellLine(line: CellLine, colour: boolean): string {
  const [mark, code] = marks[line.status];
  const paint = (text: string, style: number) => (colour ? `\x1b[${style}m${text}\x1b[0m` : text);
  const isRun = !['recorded', 'live', 'stale'].includes(line.status);
  const took = isRun ? ` ${paint(formatDuration(line.durationMs), 2)}` : '';
  const head = `${paint(mark, code)} ${line.deck}:${line.line} ${line.cell} (${line.kind})${took}`;
  const reason = line.reason === undefined ? [] : [`  ${paint(line.reason, code)}`];
  const indented = (text: string, style: (one: string) => number) =>
    text === '' ? [] : text.split('\n').map((one) => `  ${paint('│', 2)} ${paint(one, style(one))}`);
  const body =
    line.diff === undefined
      ? indented(line.output, () => 0)
      : indented(line.diff, (one) => (one.startsWith('-') ? 31 : one.startsWith('+') ? 32 : 0));
  return [head, ...reason, ...body].join('\n');
}

/** What it all came to, deck by deck: how many cells ran, were known, failed or drifted. */
export function formatSummary(lines: readonly CellLine[]): string {
  const files = [...new Set(lines.map(({ file }) => file))];
  const words: readonly (readonly [CellLine['status'], string])[] = [
    ['ok', 'ok'],
    ['failed', 'failed'],
    ['error', 'could not run'],
    ['drifted', 'drifted'],
    ['unrecorded', 'not recorded yet'],
    ['stale', 'would run'],
    ['recorded', 'recorded before'],
    ['live', 'live, not run'],
  ];
  return files
    .map((file) => {
      const own = lines.filter((line) => line.file === file);
      const counts = words
        .map(([status, word]) => [own.filter((line) => line.status === status).length, word] as const)
        .filter(([count]) => count > 0);
      return `${own[0]?.deck}: ${counts.map(([count, word]) => `${count} ${word}`).join(', ')}`;
    })
    .join('\n');
}
