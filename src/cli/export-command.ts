import { counted, formatBytes } from '../cells/quantities.ts';
import { type Exported, type ExportKind, exportDeck, type Wish } from '../commands/export-deck.ts';
import { exportHandout } from '../commands/export-handout.ts';
import { createProgressBar } from '../commands/progress-bar.ts';
import { ConfigError, formatProblem } from '../errors.ts';
import { papers } from '../export/paper.ts';
import { readSlideRange } from '../export/slide-range.ts';
import { interruption, readArguments } from './arguments.ts';
import { exitCodes } from './exit-codes.ts';
import { lackingLines } from './lacking-lines.ts';
import { readBaseUrl } from './read-base-url.ts';

const flags = {
  pdf: { type: 'string' },
  notes: { type: 'string' },
  article: { type: 'string', multiple: true },
  png: { type: 'string' },
  html: { type: 'string' },
  md: { type: 'string' },
  output: { type: 'string', short: 'o' },
  handout: { type: 'boolean', default: false },
  slides: { type: 'string' },
  fragments: { type: 'string' },
  scale: { type: 'string' },
  paper: { type: 'string' },
  'base-url': { type: 'string' },
  'no-notes': { type: 'boolean' },
} as const;

/** Flags that say how something is made, and what they have a say in. */
const effects = {
  slides: ['pdf', 'notes', 'png'],
  fragments: ['pdf', 'png'],
  paper: ['notes', 'article-pdf'],
  scale: ['png'],
  'base-url': ['pdf', 'notes', 'article-pdf', 'html', 'article-html'],
  'no-notes': ['pdf', 'article-pdf', 'png', 'html', 'article-html', 'md'],
} as const satisfies Readonly<Record<string, readonly ExportKind[]>>;

const kindNames: Readonly<Record<ExportKind, string>> = {
  pdf: 'the slides as PDF',
  notes: '--notes',
  'article-pdf': 'an article as PDF',
  png: '--png',
  html: 'the slides in one file',
  'article-html': 'an article as HTML',
  md: 'Markdown',
};

const usage =
  'npm run -s piste -- export DECK --pdf FILE --notes FILE --article FILE.pdf|FILE.html --png DIR --html FILE --md FILE';

/** `piste export` */
export async function exportCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, flags);
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0)
    throw new ConfigError('piste export takes one deck or talk', usage);
  if (values.handout) {
    const others = Object.keys(values).filter((name) => name !== 'handout' && name !== 'output');
    if (others.length > 0)
      throw new ConfigError(
        `--${others[0]} does nothing with --handout`,
        'npm run -s piste -- export --handout DECK -o FILE',
      );
    process.stdout.write(`${await exportHandout(path, values.output)}\n`);
    return exitCodes.ok;
  }
  const wishes = readWishes(values);
  if (wishes.length === 0) throw new ConfigError('piste export needs to know what to make', usage);
  mustHaveEffect(values, wishes);
  const signal = interruption();
  const bar = createProgressBar(process.stderr);
  const lacking = await exportDeck({
    path,
    wishes,
    slides: values.slides === undefined ? undefined : readSlideRange(values.slides),
    fragments:
      values.fragments === undefined ? undefined : oneOf('--fragments', values.fragments, ['flat', 'pages']),
    paper: oneOf('--paper', values.paper ?? 'a4', papers),
    scale: readScale(values.scale ?? '1'),
    base: values['base-url'] === undefined ? undefined : readBaseUrl(values['base-url']),
    notes: !values['no-notes'],
    onProgress: bar.show,
    onWarning: (problem) => bar.say(formatProblem(problem)),
    onExported: (exported) => {
      bar.end();
      process.stderr.write(`${summary(exported)}\n`);
    },
    signal,
  }).catch((error: unknown) => {
    bar.end();
    if (signal.aborted) return undefined;
    throw error;
  });
  if (lacking === undefined) {
    process.stderr.write('stopped: what was finished is there\n');
    return exitCodes.interrupted;
  }
  for (const line of lackingLines(lacking)) process.stderr.write(`${line}\n`);
  return exitCodes.ok;
}

const endings: Readonly<Record<string, Wish['kind']>> = { pdf: 'pdf', html: 'html', htm: 'html', md: 'md' };

function readWishes(values: {
  readonly pdf?: string | undefined;
  readonly notes?: string | undefined;
  readonly article?: readonly string[] | undefined;
  readonly png?: string | undefined;
  readonly html?: string | undefined;
  readonly md?: string | undefined;
  readonly output?: string | undefined;
}): readonly Wish[] {
  const named = (['pdf', 'notes', 'png', 'html', 'md'] as const).flatMap((kind): Wish[] => {
    const target = values[kind];
    return target === undefined ? [] : [{ kind, target }];
  });
  const articles = (values.article ?? []).map((target): Wish => {
    const ending = endingOf(target);
    if (ending !== 'pdf' && ending !== 'html')
      throw new ConfigError(
        `--article ${target} says by its ending neither PDF nor HTML`,
        `--article ${target}.pdf`,
      );
    return { kind: `article-${ending}`, target };
  });
  const { output } = values;
  if (output === undefined) return [...named, ...articles];
  const kind = endings[endingOf(output)];
  if (kind === undefined)
    throw new ConfigError(
      `-o ${output} does not say by its ending what it is to be`,
      '-o FILE.pdf, .html or .md',
    );
  return [...named, ...articles, { kind, target: output }];
}

/** A flag that changes nothing was meant to. */
function mustHaveEffect(
  given: Readonly<Partial<Record<keyof typeof effects, unknown>>>,
  wishes: readonly Wish[],
): void {
  for (const [flag, kinds] of Object.entries(effects)) {
    if (!Object.hasOwn(given, flag)) continue;
    const isFor = (kind: ExportKind) => kinds.some((one) => one === kind);
    if (!wishes.some(({ kind }) => isFor(kind)))
      throw new ConfigError(
        `--${flag} does nothing with what is to be made: it is for ${kinds.map((kind) => kindNames[kind]).join(', ')}`,
        'leave it out',
      );
  }
  const twice = wishes.find(({ target }, index) => wishes.findIndex((one) => one.target === target) < index);
  if (twice !== undefined)
    throw new ConfigError(`${twice.target} is named for two things`, 'give each a file of its own');
}

const endingOf = (file: string): string => /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? '';

function oneOf<const Name extends string>(flag: string, given: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === given.toLowerCase());
  if (found === undefined)
    throw new ConfigError(
      `${flag} ${given} is not known`,
      names.map((name) => `${flag} ${name}`).join(' or '),
    );
  return found;
}

function readScale(text: string): number {
  const scale = Number(text);
  if (!(scale >= 0.1 && scale <= 8))
    throw new ConfigError(`--scale ${text} is not between 0.1 and 8`, '--scale 2');
  return scale;
}

function summary({ target, bytes, parts }: Exported): string {
  const counts = parts === undefined ? [] : [counted(parts.count, parts.noun)];
  return `${target}: ${[...counts, formatBytes(bytes)].join(', ')}`;
}
