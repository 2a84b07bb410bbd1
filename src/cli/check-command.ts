import { constants } from 'node:fs';
import { access, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { check } from '../commands/check.ts';
import { formatAnnotation, formatJunit, formatMoved, isFault } from '../commands/check-reports.ts';
import { formatCellLine, formatSummary } from '../commands/run-report.ts';
import { ConfigError, formatProblem } from '../errors.ts';
import { volatileRules } from '../transcript/volatile-text.ts';
import { decksOr, interruption, machineryFlags, readArguments, wantsColour } from './arguments.ts';
import { exitCodes } from './exit-codes.ts';

const flags = {
  ...machineryFlags,
  json: { type: 'boolean', default: false },
  junit: { type: 'string' },
  annotations: { type: 'boolean', default: process.env.GITHUB_ACTIONS === 'true' },
  update: { type: 'boolean', default: false },
  'lint-only': { type: 'boolean', default: false },
  strict: { type: 'boolean', default: false },
  normalise: { type: 'string', multiple: true, default: [] as string[] },
} as const;

/** Told before a long run, not after it. */
async function mustBeWritable(file: string): Promise<void> {
  await access(dirname(resolve(file)), constants.W_OK).catch(() => {
    throw new ConfigError(`--junit ${file}: that folder is not there, or closed`, '--junit report.xml');
  });
}

/** `piste check` */
export async function checkCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, flags);
  for (const rule of values.normalise)
    if (!volatileRules.includes(rule))
      throw new ConfigError(`no rule is called ${rule}`, `--normalise ${volatileRules.join('|')}`);
  if (values.junit !== undefined) await mustBeWritable(values.junit);
  const signal = interruption();
  const colour = wantsColour();
  const say = (text: string) => process.stdout.write(`${text}\n`);
  const tell = (text: string) => process.stderr.write(`${text}\n`);
  const { decks, lines, problems, unseen } = await check({
    ...values,
    lintOnly: values['lint-only'],
    paths: decksOr(positionals),
    signal,
    onProblem: (problem) => tell(formatProblem(problem)),
    onNotice: tell,
    onLine(line) {
      if (values.json) say(JSON.stringify(line));
      // What is as it was is counted below.
      else if (line.status !== 'ok') say(formatCellLine(line, colour));
    },
  });
  if (signal.aborted) {
    tell('stopped: not all cells were checked');
    return exitCodes.interrupted;
  }
  if (!values.json && lines.length > 0) {
    say(formatSummary(lines));
    const moved = formatMoved(lines, decks);
    if (moved !== '') say(`\nSlides that moved:\n${moved}`);
  }
  const counted = problems.filter(({ severity }) => severity === 'error' || values.strict);
  const warnings = counted.filter(({ severity }) => severity === 'warning').length;
  if (warnings > 0) tell(`${warnings} warning${warnings === 1 ? '' : 's'}, an error each by --strict`);
  if (values.annotations) {
    for (const problem of problems) say(formatAnnotation(problem));
    for (const line of lines) {
      const deck = decks.find((one) => one.file === line.file);
      if (deck && isFault(line)) say(formatAnnotation({ deck, line }));
    }
  }
  if (values.junit !== undefined) await writeFile(values.junit, formatJunit(decks, lines, counted));
  if (unseen.length > 0 || lines.some(({ status }) => status === 'error')) return exitCodes.machine;
  const isWrong = counted.length > 0 || lines.some(isFault);
  return isWrong ? exitCodes.deck : exitCodes.ok;
}
