import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startChromium } from '../browser/chromium.ts';
import { findDecks } from '../deck/find-decks.ts';
import { type DeckSources, deckOfSources, readDeckSources } from '../deck/load-deck.ts';
import { countSlides } from '../deck/slide-addresses.ts';
import { writeOut } from '../disk/whole-file.ts';
import { openPins } from '../environment/nixpkgs-pin.ts';
import { ConfigError, DeckError, messageOf, type Problem, RunError } from '../errors.ts';
import { articlePdf } from '../export/article-pdf.ts';
import type { ExportDeck } from '../export/export-deck.ts';
import { deckMarkdown } from '../export/markdown/deck-markdown.ts';
import { notesPdf } from '../export/notes-pdf.ts';
import { mustNotReplaceOwn } from '../export/own-files.ts';
import type { Paper } from '../export/paper.ts';
import { singlePage } from '../export/single-page.ts';
import { slidePictures } from '../export/slide-pictures.ts';
import { mustHaveSlides, type SlideRange } from '../export/slide-range.ts';
import { slidesPdf } from '../export/slides-pdf.ts';
import { missingFiles } from '../publish/check-links.ts';
import { type LackingRecord, lackingRecords } from '../publish/lacking-records.ts';
import { programVersion } from '../publish/program-digest.ts';
import { assetPath } from '../serve/deck-assets.ts';
import type { Progress } from './progress-bar.ts';
import { recordedDeck } from './site-decks.ts';

export const exportKinds = ['pdf', 'notes', 'article-pdf', 'png', 'html', 'article-html', 'md'] as const;
export type ExportKind = (typeof exportKinds)[number];

/** A file to be made of a deck; of pictures it is their folder. */
export interface Wish {
  readonly kind: ExportKind;
  readonly target: string;
}

export interface ExportOptions {
  readonly path: string;
  readonly wishes: readonly Wish[];
  /** The slides that are meant; undefined for all. */
  readonly slides: SlideRange | undefined;
  readonly fragments: 'flat' | 'pages' | undefined;
  readonly paper: Paper;
  readonly scale: number;
  readonly base: URL | undefined;
  /** Whether the speaker notes go into files that are not for the speaker. */
  readonly notes: boolean;
  readonly onProgress: (progress: Progress) => void;
  readonly onWarning: (problem: Problem) => void;
  readonly onExported: (exported: Exported) => void;
  readonly signal: AbortSignal;
}

/** What was made. */
export interface Exported {
  readonly target: string;
  readonly bytes: number;
  readonly parts?: { readonly count: number; readonly noun: 'page' | 'picture' };
}

const needsBrowser: ReadonlySet<ExportKind> = new Set(['pdf', 'notes', 'article-pdf', 'png']);

/**
 * Makes files of one deck, each whole or not at all; resolves to the cells whose output they lack. Rejects, before anything
 * is written, with a `MachineError` where there is no Chromium for those that have to be drawn, and with a `ConfigError`
 * where one would take the place of what it is made of, or a slide that is meant is not there.
 */
export async function exportDeck(options: ExportOptions): Promise<readonly LackingRecord[]> {
  const { wishes, signal } = options;
  const { site, sources } = await readDeck(options);
  if (options.slides) mustHaveSlides(options.slides, countSlides(site.deck));
  const isPictures = ({ kind }: Wish) => kind === 'png';
  await mustNotReplaceOwn(site, sources, {
    files: wishes.filter((wish) => !isPictures(wish)).map(({ target }) => target),
    pictures: wishes.filter(isPictures).map(({ target }) => target),
  });
  const drawn = wishes.some(({ kind }) => needsBrowser.has(kind));
  const browser = drawn ? await startChromium({ ownSignals: true }) : undefined;
  const close = () => void browser?.close();
  signal.addEventListener('abort', close);
  try {
    for (const [index, wish] of wishes.entries()) {
      signal.throwIfAborted();
      options.onProgress({ phase: 'files', done: index, total: wishes.length });
      const named = options.notes || wish.kind === 'notes' ? site : withoutNotes(site);
      options.onExported({ target: wish.target, ...(await make(wish, named, browser, options)) });
    }
  } catch (error) {
    signal.throwIfAborted();
    if (isOfBrowser(error))
      throw new RunError(`${site.deck.file}: Chromium could not draw its pages: ${firstLine(error)}`, {
        cause: error,
      });
    throw error;
  } finally {
    signal.removeEventListener('abort', close);
    await browser?.close();
  }
  return lackingRecords(site.deck, await site.records());
}

/** What the browser says of itself is no fault of ours, but of the page's or the machine's. */
const isOfBrowser = (error: unknown): boolean =>
  error instanceof Error && /^(?:page|browser|browserContext|locator)\.\w+: /.test(error.message);

const firstLine = (error: unknown): string => messageOf(error).split('\n')[0] ?? '';

async function readDeck({
  path,
  onWarning,
}: ExportOptions): Promise<{ readonly site: ExportDeck; readonly sources: DeckSources }> {
  const [file, ...more] = await findDecks([path]);
  if (file === undefined || more.length > 0)
    throw new ConfigError(
      `${path} holds ${more.length + 1} decks, and one is exported at a time`,
      `name one: ${file}`,
    );
  const sources = await readDeckSources(file);
  const deck = deckOfSources(sources);
  if (deck.problems.some(({ severity }) => severity === 'error')) throw new DeckError(deck.problems);
  const locate = (asset: string) => assetPath(deck.file, asset);
  [...deck.problems, ...(await missingFiles(deck, locate))].forEach(onWarning);
  const { open } = await recordedDeck(deck, await openPins());
  let opened: ReturnType<typeof open> | undefined;
  const records = () => {
    opened ??= open();
    return opened;
  };
  return { site: { deck, records, locate }, sources };
}

const withoutNotes = (site: ExportDeck): ExportDeck => ({
  ...site,
  deck: { ...site.deck, slides: site.deck.slides.map((slide) => ({ ...slide, notes: undefined })) },
});

async function make(
  { kind, target }: Wish,
  site: ExportDeck,
  browser: Browser | undefined,
  options: ExportOptions,
): Promise<Omit<Exported, 'target'>> {
  const { base } = options;
  const paper = { ...options, isMeant: isMeantBy(options), creator: `Piste ${programVersion()}` };
  const write = async (content: string | Uint8Array) => {
    options.signal.throwIfAborted();
    await writeOut(target, content);
    return { bytes: Buffer.byteLength(content) };
  };
  if (kind === 'html') return write(await singlePage(site, { kind: 'slides', base }));
  if (kind === 'article-html') return write(await singlePage(site, { kind: 'article', base }));
  if (kind === 'md') return write(await deckMarkdown(site.deck, await site.records()));
  if (browser === undefined) throw new Error(`nothing draws ${kind}`);
  if (kind === 'png') return writePictures(target, site, browser, options);
  const print = { pdf: slidesPdf, notes: notesPdf, 'article-pdf': articlePdf }[kind];
  const { bytes, pages } = await print(browser, site, paper);
  return { ...(await write(bytes)), parts: { count: pages, noun: 'page' } };
}

const isMeantBy = ({ slides }: ExportOptions): SlideRange['has'] => slides?.has ?? (() => true);

async function writePictures(
  folder: string,
  site: ExportDeck,
  browser: Browser,
  options: ExportOptions,
): Promise<Omit<Exported, 'target'>> {
  const { fragments = 'flat', scale, onProgress, signal } = options;
  let [bytes, count] = [0, 0];
  const onDrawn = (done: number, total: number) => onProgress({ phase: 'pictures', done, total });
  for await (const { name, png } of slidePictures(browser, site, {
    isMeant: isMeantBy(options),
    fragments,
    scale,
    onDrawn,
    signal,
  })) {
    await writeOut(join(folder, `${name}.png`), png);
    bytes += png.length;
    count++;
  }
  return { bytes, parts: { count, noun: 'picture' } };
}
