import { verify } from '../commands/verify.ts';
import { ConfigError } from '../errors.ts';
import type { Difference } from '../publish/verify/difference.ts';
import { readArguments } from './arguments.ts';
import { exitCodes } from './exit-codes.ts';

const flags = { json: { type: 'boolean', default: false } } as const;

const mostShown = 40;

/** `piste verify` */
export async function verifyCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, flags);
  const [site, ...paths] = positionals;
  if (site === undefined) throw new ConfigError('no site is named', 'npm run -s piste -- verify site decks');
  const { differences, ...counts } = await verify({ site, paths });
  const say = (text: string) => process.stdout.write(`${text}\n`);
  if (values.json) {
    for (const difference of differences) say(JSON.stringify(difference));
    say(JSON.stringify({ site, differences: differences.length, ...counts }));
  } else {
    for (const line of differences.slice(0, mostShown).flatMap(linesOf)) say(line);
    const more = differences.length - mostShown;
    if (more > 0) say(`and ${counted(more, 'more difference')}: --json lists all`);
    for (const line of summary(site, differences.length, counts)) say(line);
  }
  return differences.length === 0 ? exitCodes.ok : exitCodes.deck;
}

const linesOf = ({ path, cell, line, message, mend }: Difference): readonly string[] => [
  `${path}: ${cell === undefined ? '' : `cell \`${cell}\`${line === undefined ? '' : ` (line ${line})`}: `}${message}`,
  `  mend: ${mend}`,
];

function summary(
  site: string,
  wrong: number,
  counts: Pick<
    Awaited<ReturnType<typeof verify>>,
    'files' | 'others' | 'decks' | 'compared' | 'outputs' | 'remade'
  >,
): readonly string[] {
  const { files, others, decks, compared, outputs, remade } = counts;
  const apart = decks.filter((name) => !compared.includes(name));
  const of = `${counted(files, 'file')}, ${counted(decks.length, 'deck')}, ${counted(outputs, 'output')}`;
  return [
    `${site}: ${of}: ${wrong === 0 ? 'all as they say' : counted(wrong, 'difference')}`,
    ...(others > 0 ? [`${counted(others, 'more file')} in the folder that no build has written`] : []),
    ...(apart.length > 0
      ? [`held to no deck: ${apart.join(', ')}; name their decks to hold them to their locks`]
      : []),
    ...(compared.length > 0
      ? [
          remade === true
            ? 'every file is what the decks come to now'
            : `pages were not made again: ${remade}`,
        ]
      : []),
    'nothing was run: npm run -s piste -- check runs the cells again',
  ];
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
