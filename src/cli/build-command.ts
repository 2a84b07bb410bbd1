import { counted } from '../cells/quantities.ts';
import { build } from '../commands/build.ts';
import { formatProblem } from '../errors.ts';
import { decksOr, readArguments } from './arguments.ts';
import { exitCodes } from './exit-codes.ts';
import { lackingLines } from './lacking-lines.ts';
import { readBaseUrl } from './read-base-url.ts';

const flags = {
  output: { type: 'string', short: 'o', default: 'site' },
  'base-url': { type: 'string' },
  title: { type: 'string' },
  'no-notes': { type: 'boolean', default: false },
  force: { type: 'boolean', default: false },
  strict: { type: 'boolean', default: false },
} as const;

/** `piste build` */
export async function buildCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, flags);
  let warnings = 0;
  const { decks, decksMade, written, kept, removed, lacking } = await build({
    paths: decksOr(positionals),
    folder: values.output,
    base: values['base-url'] === undefined ? undefined : readBaseUrl(values['base-url']),
    title: values.title,
    notes: !values['no-notes'],
    force: values.force,
    onWarning(problem) {
      warnings++;
      process.stderr.write(`${formatProblem(problem)}\n`);
    },
    onNote: (line) => void process.stderr.write(`${line}\n`),
  });
  for (const line of lackingLines(lacking)) process.stderr.write(`${line}\n`);
  const counts = [
    ...(decksMade > 0 || decks.length === 0 ? [`${counted(decksMade, 'deck')} built`] : []),
    ...(decksMade < decks.length ? [`${counted(decks.length - decksMade, 'deck')} as before`] : []),
    `${counted(written, 'file')} written`,
    ...(kept > 0 ? [`${kept} as they were`] : []),
    ...(removed.length > 0 ? [`${removed.length} removed`] : []),
  ];
  process.stdout.write(`${values.output}: ${counts.join(', ')}\n`);
  return values.strict && warnings + lacking.length > 0 ? exitCodes.deck : exitCodes.ok;
}
