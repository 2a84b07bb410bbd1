import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Cell } from '../cells/cell.ts';
import type { Deck } from '../deck/deck.ts';
import { slideAddresses, slideFragment } from '../deck/slide-addresses.ts';
import type { PageRecords } from '../records/page-records.ts';
import { headingsOf, wordsOfHtml } from '../render/section-headings.ts';
import { titleOf } from '../serve/remote/slide-words.ts';
import { plainText, shownText } from './shown-text.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const line = z.number().int().min(1).describe('In the deck, from 1');
const index = z.number().int().min(0);

const nixpkgs = z.strictObject({
  ref: z.string().describe('As the deck names it: `pocket`, or a flake reference'),
  pinned: z
    .string()
    .nullable()
    .describe('The SHA-256 of pocketpkgs, or the exact flake; null where nobody here can tell'),
  debian: z.string().nullable().describe('Of pocketpkgs: the Debian that it is made of'),
});

const slide = z.strictObject({
  h: index.describe('Its place to the right, from 0'),
  v: index.describe('Its place below, from 0'),
  id: z.string().nullable(),
  title: z.string().describe('Its first heading, else its first words'),
  line,
  slides: z.string().describe('Its address among the slides'),
  article: z.string().describe('Its address in the article'),
});

const recorded = z.strictObject({
  key: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .describe('The hash of all that goes into the output'),
  at: z.iso.datetime().describe('When it was recorded'),
  exit: z.number().int().nullable().describe('The exit status; null where no command ran'),
  durationMs: z.number(),
  nix: z.string().describe('The version of Nix'),
  environment: z.string().describe('The hash of all that the session was made of'),
  transcript: z
    .string()
    .regex(/^sha256-[0-9a-f]{64}$/)
    .nullable()
    .describe('The digest of the transcript beside the deck; null where the lock does not name it'),
  file: z
    .string()
    .regex(/^outputs\/[0-9a-f]{32}\.json$/)
    .nullable()
    .describe('The record as the page plays it; null where it prints nothing'),
});

const cell = z.strictObject({
  id: z.string(),
  kind: z.string(),
  language: z.string(),
  session: z.string(),
  line,
  path: z.string().nullable().describe('Of a file or a patch: where it is in the session'),
  live: z.boolean().describe('Whether its author has asked for it not to be recorded'),
  recorded: recorded.nullable().describe('Null where nothing is recorded of the cell as it is'),
  output: z
    .strictObject({
      lines: z.number().int().min(0),
      sha256: sha256.describe('Of the text shown, every line of it ended by a line feed'),
    })
    .nullable()
    .describe('The output as the pages show it'),
});

/** What a published deck says of itself to programs: `deck.json`. */
export const deckDocumentSchema = z
  .strictObject({
    schema: z.literal(1),
    generator: z.strictObject({ name: z.literal('Piste'), version: z.string() }),
    name: z.string().describe('The folder of the deck below the site'),
    title: z.string(),
    lang: z.string(),
    description: z.string().nullable(),
    date: z.string().nullable(),
    updated: z.string().nullable(),
    authors: z.array(z.string()),
    tags: z.array(z.string()),
    source: sha256.describe('Of the text of the deck, and of the files that it includes'),
    environment: z
      .strictObject({
        hash: z
          .string()
          .nullable()
          .describe('Of all that a session is made of; null where nothing is recorded'),
        packages: z.array(z.string()),
        nixpkgs,
      })
      .describe('What its cells run in'),
    slides: z.array(slide).describe('In their order; hidden ones are left out'),
    cells: z.array(cell).describe('In the order of the deck'),
  })
  .describe('A deck that Piste has published, and what its outputs were made by');

export type DeckDocument = z.output<typeof deckDocumentSchema>;

/** What is known of a deck beside its own text. */
export interface DeckFacts {
  /** SHA-256 of its text. */
  readonly source: string;
  readonly version: string;
  readonly description: string | undefined;
  readonly records: PageRecords;
  /** The slides as the article has them: finished HTML. */
  readonly sections: readonly string[];
}

/** Tells a deck to programs, the keys always in one order. */
export async function deckDocument(deck: Deck, facts: DeckFacts): Promise<DeckDocument> {
  const { records } = facts;
  const { title, lang, about } = deck.settings;
  return {
    schema: 1,
    generator: { name: 'Piste', version: facts.version },
    name: deck.name,
    title,
    lang,
    description: facts.description ?? null,
    date: about.date ?? null,
    updated: about.updated ?? null,
    authors: [...about.authors],
    tags: [...about.tags],
    source: facts.source,
    environment: environmentDocument(deck, records),
    slides: [...slideAddresses(deck)].map(([one, address], place) => ({
      ...address,
      id: one.attributes.id ?? null,
      title: headingIn(facts.sections[place] ?? '') ?? titleOf(one),
      line: one.line,
      slides: `./${slideFragment(deck, address)}`,
      article: `article.html#${one.attributes.id ?? `s-${address.h}-${address.v}`}`,
    })),
    cells: await cellDocuments(deck, records),
  };
}

/** What a deck's cells run in. */
export const environmentDocument = (
  { settings: { environment } }: Deck,
  records: PageRecords,
): DeckDocument['environment'] => ({
  hash: records.environment ?? null,
  packages: [...environment.packages],
  nixpkgs: records.nixpkgs ?? { ref: environment.nixpkgs, pinned: null, debian: null },
});

/** A deck's cells, and what is recorded of each. */
export const cellDocuments = (deck: Deck, records: PageRecords): Promise<DeckDocument['cells']> =>
  Promise.all(deck.cells.map((one) => cellDocument(one, records)));

function headingIn(section: string): string | undefined {
  const [heading] = headingsOf(section);
  const title = heading && plainText(wordsOfHtml(heading.html));
  return title === '' ? undefined : title;
}

/** Files and patches are recorded too, and say nothing. */
export const prints = ({ kind }: Cell): boolean => kind === 'run' || kind === 'build';

async function cellDocument(one: Cell, records: PageRecords): Promise<DeckDocument['cells'][number]> {
  const transcript = records.transcript(one.id);
  const shown = prints(one) ? await records.final(one.id) : undefined;
  const text = shown && shownText(shown.lines);
  return {
    id: one.id,
    kind: one.kind,
    language: one.language,
    session: one.session,
    line: one.line,
    path: one.options.path ?? null,
    live: one.options.live,
    recorded: transcript
      ? {
          key: transcript.key,
          at: new Date(transcript.recordedAt * 1000).toISOString(),
          exit: transcript.exit,
          durationMs: transcript.durationMs,
          nix: transcript.nixVersion,
          environment: transcript.parts.environment,
          transcript: records.digest(one.id) ?? null,
          file: prints(one) ? `outputs/${transcript.key}.json` : null,
        }
      : null,
    output:
      shown && text !== undefined
        ? { lines: shown.lines.length, sha256: createHash('sha256').update(text).digest('hex') }
        : null,
  };
}
