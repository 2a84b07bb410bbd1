import type { Env, MarkdownIt } from 'markdown-it';
import type { Cell } from '../cells/cell.ts';
import { readChunk } from '../cells/chunk.ts';
import { filesOf } from '../cells/deck-files.ts';
import type { Deck, Slide } from '../deck/deck.ts';
import { standsBelow } from '../deck/slide-addresses.ts';
import { escapeHtml, htmlAttributes } from '../html/escape.ts';
import {
  type CodeHighlighter,
  highlightName,
  languagesIn,
  sharedHighlighter,
} from '../markdown/code-highlighter.ts';
import { codeHtml } from '../markdown/code-html.ts';
import { createMarkdown } from '../markdown/create-markdown.ts';
import { envWith } from '../markdown/env-with.ts';
import type { Fence } from '../markdown/fences.ts';
import { isMagicMove, magicMoveHtml } from '../markdown/magic-move.ts';
import { phrasesOf } from '../words/words.ts';
import { cellHtml, outputHtml } from './cell-html.ts';
import { createKeptParts, type Part } from './kept-parts.ts';
import { originId } from './origin-html.ts';
import { createPageLedger } from './page-ledger.ts';
import { partKeys } from './part-keys.ts';
import type { RecordedCell } from './recorded-html.ts';
import { type PatchedFile, wholeFileHtml } from './whole-file-html.ts';

/** Makes the inside of a deck's slides; `nextOutputs` are the cells whose output has a slide of its own. */
export interface SlideRenderer {
  readonly slide: (slide: Slide) => { readonly html: string; readonly nextOutputs: readonly Cell[] };
  readonly notes: (slide: Slide) => string;
}

/** Ids that the page itself has: a heading must not take one. */
const pageIds = ['piste-deck', 'piste-problems'];

/** Of all decks of this process: a deck is rendered again and again while it is written. */
const keptParts = createKeptParts();

/**
 * A renderer of one deck's slides, in their order. `ownSlides`: there are slides to put `output=next` on. `recorded`: by
 * cell. `published`: for a page on which nothing runs.
 */
export async function createSlideRenderer(
  deck: Deck,
  ownSlides: boolean,
  recorded: ReadonlyMap<string, RecordedCell>,
  published = false,
): Promise<SlideRenderer> {
  const highlighter = await sharedHighlighter();
  const make = () => rendererOf(highlighter, deck, ownSlides, recorded, published);
  const languages = deck.slides.flatMap(({ markdown, notes = '' }) => languagesIn(`${markdown}\n${notes}`));
  if (!highlighter.isReady(languages) && needsEngine(highlighter, deck, make()))
    await highlighter.load(languages);
  return make();
}

/** Whether there is code that is not known already. */
function needsEngine(highlighter: CodeHighlighter, deck: Deck, trial: SlideRenderer): boolean {
  const lacks = highlighter.lacks();
  return deck.slides.some((slide) => {
    trial.slide(slide);
    if (slide.notes !== undefined) trial.notes(slide);
    return highlighter.lacks() !== lacks;
  });
}

function rendererOf(
  colours: CodeHighlighter,
  deck: Deck,
  ownSlides: boolean,
  recorded: ReadonlyMap<string, RecordedCell>,
  published: boolean,
): SlideRenderer {
  const cellById = new Map(deck.cells.map((cell) => [cell.id, cell]));
  const placed = new Set(deck.slides.flatMap((slide) => slide.outputs));
  const chunks = new Set(deck.chunks.map((chunk) => chunk.name));
  const ledger = createPageLedger(
    [...pageIds, ...[...chunks].map(chunkId), ...deck.cells.map(({ id }) => originId(id))],
    colours.use,
  );
  const highlighter: CodeHighlighter = {
    ...colours,
    lines(code, language) {
      ledger.shows(highlightName(code, language));
      return colours.lines(code, language);
    },
  };
  const patchedFile = patchedFilesOf(deck.cells);
  let waiting: string[] = [];

  const chunkAddress = (name: string): string | undefined =>
    chunks.has(name) ? `#${chunkId(name)}` : undefined;

  const plainCode = (fence: Fence, attributes: Readonly<Record<string, string>>): string => {
    if (isMagicMove(fence)) return magicMoveHtml(highlighter, fence, attributes);
    const code = codeHtml(highlighter, fence.body, fence.info, attributes);
    const { title } = fence.info;
    return title === undefined ? code : codeFigure(code, title);
  };
  const chunkCode = (fence: Fence, attributes: Readonly<Record<string, string>>, name: string): string => {
    const code = codeHtml(highlighter, fence.body, fence.info, attributes, chunkAddress);
    const isFirst = ledger.isFirst(`chunk ${name}`);
    return codeFigure(code, fence.info.title ?? `<<${name}>>`, isFirst ? chunkId(name) : undefined);
  };
  const isBelow = standsBelow(deck);
  const nextOutputOf = (cell: Cell): boolean => ownSlides && isBelow(cell);

  const { lang } = deck.settings;
  const phrases = phrasesOf(lang);
  const md = createMarkdown({
    lang,
    usedIds: ledger,
    renderFence: (fence, attributes) => {
      // The fences of a slide that are cells come in the order in which the deck was read.
      const id = fence.info.cellGroup === undefined ? undefined : waiting.shift();
      const cell = cellById.get(id ?? '');
      if (cell === undefined) {
        const name = fence.info.chunkGroup && readChunk(fence.info.chunkGroup).name;
        return name === undefined ? plainCode(fence, attributes) : chunkCode(fence, attributes, name);
      }
      const patched = patchedFile(cell);
      return cellHtml({
        cell,
        attributes,
        title: fence.info.title,
        source: codeHtml(
          highlighter,
          fence.body,
          patched?.language ? { ...fence.info, diffOf: fence.info.diffOf ?? patched.language } : fence.info,
          {},
          cell.kind === 'file' ? chunkAddress : undefined,
        ),
        wholeFile: patched && wholeFileHtml(highlighter, patched),
        recorded: recorded.get(cell.id),
        outputElsewhere: placed.has(cell.id) || nextOutputOf(cell),
        published,
        phrases,
      });
    },
    renderOutput: (name) => {
      const cell = cellById.get(name);
      if (cell === undefined || !ledger.isFirst(`output ${name}`)) return '';
      return `${outputHtml(cell, true, phrases, cell.options.step, recorded.get(cell.id))}\n`;
    },
  });
  // Only what has footnotes asks for the place, so that moving other slides changes nothing in them.
  const env = (): Env => ({
    ...envWith(deck.references),
    get docId() {
      return ledger.place();
    },
  });
  const whole = (make: () => string): Part => {
    const lacks = highlighter.lacks();
    const html = make();
    return { html, isWhole: highlighter.lacks() === lacks };
  };
  const keyOf = partKeys(deck, { ownSlides, published }, (cell) => ({
    recorded: recorded.get(cell.id),
    patched: patchedFile(cell),
    placed: placed.has(cell.id),
  }));
  let notesMarkdown: MarkdownIt | undefined;

  return {
    slide: (slide) => {
      const html = keptParts.part(keyOf(slide, 'slide'), `${slide.h}-${slide.v}`, ledger, () => {
        waiting = [...slide.cells];
        return whole(() => md.render(slide.markdown, env()));
      });
      const cells = slide.cells.flatMap((id) => cellById.get(id) ?? []);
      return { html, nextOutputs: cells.filter(nextOutputOf) };
    },
    notes: (slide) =>
      keptParts.part(keyOf(slide, 'notes'), `notes-${slide.h}-${slide.v}`, ledger, () =>
        whole(() => {
          notesMarkdown ??= createMarkdown({ lang, usedIds: ledger, renderFence: plainCode });
          return notesMarkdown.render(slide.notes ?? '', env());
        }),
      ),
  };
}

const chunkId = (name: string): string => `chunk-${name}`;

function codeFigure(code: string, title: string, id?: string): string {
  const caption = `<figcaption class="code-title">${escapeHtml(title)}</figcaption>`;
  return `<figure${htmlAttributes({ class: 'code', id })}>\n${caption}\n${code}</figure>\n`;
}

/** The file of a patch cell, where the deck alone says what it is. */
function patchedFilesOf(cells: readonly Cell[]): (cell: Cell) => PatchedFile | undefined {
  const chains = new Map<string, ReturnType<typeof filesOf>['patched']>();
  return ({ id, kind, session }) => {
    if (kind !== 'patch') return undefined;
    const known = chains.get(session) ?? filesOf(cells, { session }).patched;
    chains.set(session, known);
    return known.get(id);
  };
}
