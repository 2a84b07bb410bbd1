import type { Cell } from '../cells/cell.ts';
import { readChunk } from '../cells/chunk.ts';
import { filesOf } from '../cells/deck-files.ts';
import type { Deck, Slide } from '../deck/deck.ts';
import { escapeHtml, htmlAttributes } from '../html/escape.ts';
import { languagesIn, sharedHighlighter } from '../markdown/code-highlighter.ts';
import { codeHtml } from '../markdown/code-html.ts';
import { createMarkdown } from '../markdown/create-markdown.ts';
import { envWith } from '../markdown/env-with.ts';
import type { Fence } from '../markdown/fences.ts';
import { cellHtml, outputHtml } from './cell-html.ts';
import type { RecordedCell } from './recorded-html.ts';
import { type PatchedFile, wholeFileHtml } from './whole-file-html.ts';

/** Makes the inside of a deck's slides; `nextOutputs` are the cells whose output has a slide of its own. */
export interface SlideRenderer {
  readonly slide: (slide: Slide) => { readonly html: string; readonly nextOutputs: readonly Cell[] };
  readonly notes: (slide: Slide) => string;
}

/** Ids that the page itself has: a heading must not take one. */
const pageIds = ['piste-deck', 'piste-problems'];

/** A renderer of one deck's slides, in their order. `ownSlides`: there are slides to put `output=next` on. `recorded`: by cell. */
export async function createSlideRenderer(
  deck: Deck,
  ownSlides: boolean,
  recorded: ReadonlyMap<string, RecordedCell>,
): Promise<SlideRenderer> {
  const highlighter = await sharedHighlighter();
  await highlighter.load(
    deck.slides.flatMap((slide) => languagesIn(`${slide.markdown}\n${slide.notes ?? ''}`)),
  );
  const cellById = new Map(deck.cells.map((cell) => [cell.id, cell]));
  const placed = new Set(deck.slides.flatMap((slide) => slide.outputs));
  const chunks = new Set(deck.chunks.map((chunk) => chunk.name));
  const usedIds = new Set([...pageIds, ...[...chunks].map(chunkId)]);
  const patchedFile = patchedFilesOf(deck.cells);
  const shown = new Set<string>();
  const shownChunks = new Set<string>();
  let waiting: string[] = [];

  const chunkAddress = (name: string): string | undefined =>
    chunks.has(name) ? `#${chunkId(name)}` : undefined;

  const plainCode = (fence: Fence, attributes: Readonly<Record<string, string>>): string => {
    const code = codeHtml(highlighter, fence.body, fence.info, attributes);
    const { title } = fence.info;
    return title === undefined ? code : codeFigure(code, title);
  };
  const chunkCode = (fence: Fence, attributes: Readonly<Record<string, string>>, name: string): string => {
    const code = codeHtml(highlighter, fence.body, fence.info, attributes, chunkAddress);
    const isFirst = !shownChunks.has(name);
    shownChunks.add(name);
    return codeFigure(code, fence.info.title ?? `<<${name}>>`, isFirst ? chunkId(name) : undefined);
  };
  const nextOutputOf = (cell: Cell): boolean =>
    ownSlides && cell.options.output === 'next' && cell.kind !== 'check' && !placed.has(cell.id);

  const md = createMarkdown({
    usedIds,
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
          fence.info,
          {},
          cell.kind === 'file' ? chunkAddress : undefined,
        ),
        wholeFile: patched && wholeFileHtml(highlighter, patched),
        recorded: recorded.get(cell.id),
        outputElsewhere: placed.has(cell.id) || nextOutputOf(cell),
      });
    },
    renderOutput: (name) => {
      const cell = cellById.get(name);
      if (cell === undefined || shown.has(name)) return '';
      shown.add(name);
      return `${outputHtml(cell, true, cell.options.step, recorded.get(cell.id))}\n`;
    },
  });
  const notesMarkdown = createMarkdown({ usedIds, renderFence: plainCode });

  return {
    slide: (slide) => {
      waiting = [...slide.cells];
      const env = { ...envWith(deck.references), docId: `${slide.h}-${slide.v}` };
      const html = md.render(slide.markdown, env);
      const cells = slide.cells.flatMap((id) => cellById.get(id) ?? []);
      return { html, nextOutputs: cells.filter(nextOutputOf) };
    },
    notes: (slide) =>
      notesMarkdown.render(slide.notes ?? '', {
        ...envWith(deck.references),
        docId: `notes-${slide.h}-${slide.v}`,
      }),
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
