import { run } from '../commands/run.ts';
import { formatCellLine, formatSummary } from '../commands/run-report.ts';
import type { CellLine } from '../runner/cell-line.ts';
import { decksOr, interruption, machineryFlags, readArguments, wantsColour } from './arguments.ts';
import { exitCodes } from './exit-codes.ts';

const flags = {
  ...machineryFlags,
  json: { type: 'boolean', default: false },
  explain: { type: 'boolean', default: false },
  prune: { type: 'boolean', default: false },
} as const;

/** `piste run` */
export async function runCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, flags);
  const colour = wantsColour();
  const signal = interruption();
  const lines: CellLine[] = [];
  await run({
    ...values,
    paths: decksOr(positionals),
    withOutputs: values.json,
    signal,
    onLine(line) {
      lines.push(line);
      if (values.json) process.stdout.write(`${JSON.stringify(line)}\n`);
      // A person wants to see what has been done; what is known is counted below.
      else if (line.status !== 'recorded') process.stdout.write(`${formatCellLine(line, colour)}\n`);
    },
    onPruned: (file, count) =>
      process.stderr.write(`${file}: removed ${count} transcript${count === 1 ? '' : 's'} of no cell\n`),
  });
  if (!values.json && lines.length > 0) process.stdout.write(`${formatSummary(lines)}\n`);
  if (signal.aborted) {
    process.stderr.write('stopped: what has ended is recorded\n');
    return exitCodes.interrupted;
  }
  if (lines.some((line) => line.status === 'error')) return exitCodes.machine;
  return lines.some((line) => line.status === 'failed') ? exitCodes.deck : exitCodes.ok;
}
