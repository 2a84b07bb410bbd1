import { build } from '../commands/build.ts';
import { ConfigError, formatProblem } from '../errors.ts';
import type { LackingRecord } from '../publish/lacking-records.ts';
import { decksOr, readArguments } from './arguments.ts';
import { exitCodes } from './exit-codes.ts';

const flags = {
  output: { type: 'string', short: 'o', default: 'site' },
  base: { type: 'string' },
  'no-notes': { type: 'boolean', default: false },
  force: { type: 'boolean', default: false },
  strict: { type: 'boolean', default: false },
} as const;

/** `piste build` */
export async function buildCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, flags);
  let warnings = 0;
  const { decks, written, kept, removed, lacking } = await build({
    paths: decksOr(positionals),
    folder: values.output,
    base: values.base === undefined ? undefined : readBase(values.base),
    notes: !values['no-notes'],
    force: values.force,
    onWarning(problem) {
      warnings++;
      process.stderr.write(`${formatProblem(problem)}\n`);
    },
  });
  for (const line of lackingLines(lacking)) process.stderr.write(`${line}\n`);
  const counts = [
    counted(decks.length, 'deck'),
    `${counted(written, 'file')} written`,
    ...(kept > 0 ? [`${kept} as they were`] : []),
    ...(removed.length > 0 ? [`${removed.length} removed`] : []),
  ];
  process.stdout.write(`${values.output}: ${counts.join(', ')}\n`);
  return values.strict && warnings + lacking.length > 0 ? exitCodes.deck : exitCodes.ok;
}

/** The site's address, as a folder. */
function readBase(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new ConfigError(`--base ${text} is no address`, '--base https://example.org/talks/');
  url.hash = '';
  url.search = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

const mostCells = 10;

/** What is not recorded, by deck, and the command that records it. */
function lackingLines(lacking: readonly LackingRecord[]): readonly string[] {
  const files = [...new Set(lacking.map(({ file }) => file))];
  return files.flatMap((file) => {
    const cells = lacking.filter((one) => one.file === file);
    const more = cells.length - mostCells;
    return [
      ...cells
        .slice(0, mostCells)
        .map(
          ({ line, cell }) =>
            `${file}:${line}: warning: the cell \`${cell}\` is not recorded as it is now: its page shows no output`,
        ),
      ...(more > 0 ? [`${file}: and ${counted(more, 'more cell')}`] : []),
      `  mend: npm run -s piste -- run ${file}`,
    ];
  });
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
