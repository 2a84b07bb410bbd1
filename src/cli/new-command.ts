import { newDeck } from '../commands/new-deck.ts';
import { type Dialect, dialects } from '../deck/deck.ts';
import { ConfigError } from '../errors.ts';
import { readArguments, wordMend } from './arguments.ts';
import { exitCodes } from './exit-codes.ts';

const flags = {
  title: { type: 'string' },
  dialect: { type: 'string', default: 'reveal' },
} as const;

/** `piste new` */
export async function newCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, flags);
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0)
    throw new ConfigError('piste new needs one folder', 'npm run -s piste -- new my-talk');
  const dialect = readDialect(values.dialect);
  const files = await newDeck({ folder, dialect, title: values.title, today: new Date() });
  const say = (text: string) => process.stdout.write(`${text}\n`);
  files.forEach(say);
  const piste = (rest: string) => `  npm run -s piste -- ${rest}`;
  const name = /^[\w./-]+$/.test(folder) ? folder : `'${folder.replaceAll("'", `'\\''`)}'`;
  const steps: readonly (readonly [why: string, what: string])[] = [
    ['To show it, and again when you save:', `present ${name}`],
    ['To record what its cells print:', `run ${name}`],
    ['To look it over, once it is recorded:', `check --strict ${name}`],
  ];
  for (const [why, what] of steps) say(`\n${why}\n${piste(what)}`);
  return exitCodes.ok;
}

function readDialect(word: string): Dialect {
  const found = dialects.find((dialect) => dialect === word);
  if (found === undefined)
    throw new ConfigError(
      `no dialect is called ${word}`,
      wordMend(word, dialects, (one) => `--dialect ${one}`),
    );
  return found;
}
