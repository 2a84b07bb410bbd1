import { counted } from '../cells/quantities.ts';
import { type VerifiedSite, verify } from '../commands/verify.ts';
import { ConfigError } from '../errors.ts';
import type { Making } from '../publish/making.ts';
import type { Difference } from '../publish/verify/difference.ts';
import { readArguments } from './arguments.ts';
import { exitCodes } from './exit-codes.ts';
import { printable } from './printable.ts';

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
    for (const line of differences.slice(0, mostShown).flatMap(linesOf)) say(printable(line));
    const more = differences.length - mostShown;
    if (more > 0) say(`and ${counted(more, 'more difference')}: --json lists all`);
    for (const line of summary(site, differences.length, counts)) say(printable(line));
  }
  return differences.length === 0 ? exitCodes.ok : exitCodes.deck;
}

const linesOf = ({ path, cell, line, message, mend }: Difference): readonly string[] => [
  `${path}: ${cell === undefined ? '' : `cell \`${cell}\`${line === undefined ? '' : ` (line ${line})`}: `}${message}`,
  `  mend: ${mend}`,
];

function summary(site: string, wrong: number, counts: Omit<VerifiedSite, 'differences'>): readonly string[] {
  const { files, others, otherFiles, decks, compared, outputs, remade, making } = counts;
  const apart = decks.filter((name) => !compared.includes(name));
  const of = `${counted(files, 'file')}, ${counted(decks.length, 'deck')}, ${counted(outputs, 'output')}`;
  return [
    `${site}: ${of}: ${wrong === 0 ? 'all as they say' : counted(wrong, 'difference')}`,
    ...(others > 0
      ? [
          `${counted(others, 'more file')} in the folder that no build has written: ${otherFiles.join(', ')}${others > otherFiles.length ? ', ..' : ''}`,
        ]
      : []),
    ...(apart.length > 0
      ? [`held to no deck: ${apart.join(', ')}; name their decks to hold them to their locks`]
      : []),
    ...(compared.length > 0 || remade === true
      ? [
          remade === true
            ? `every ${wrong === 0 ? '' : 'other '}file of its list is what the decks come to now, ${madeAs(making)}`
            : `pages were not made again: ${remade}`,
        ]
      : []),
    'nothing was run: npm run -s piste -- check runs the cells again',
  ];
}

/** The site's own word on how it was made is taken, so it is told. */
function madeAs(making: Making | undefined): string {
  const { title, base, notes } = making ?? { title: null, base: null, notes: true };
  const flags = [
    ...(title === null ? [] : [`--title ${JSON.stringify(title)}`]),
    ...(base === null ? [] : [`--base-url ${base}`]),
    ...(notes ? [] : ['--no-notes']),
  ];
  return flags.length === 0 ? 'built without options' : `built as its list says: ${flags.join(' ')}`;
}
