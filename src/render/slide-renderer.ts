import type { Cell } from '../cells/cell.ts';
import type { Deck, Slide } from '../deck/deck.ts';
import { escapeHtml } from '../html/escape.ts';
import { languagesIn, sharedHighlighter } from '../markdown/code-highlighter.ts';
import { codeHtml } from '../markdown/code-html.ts';
import { createMarkdown } from '../markdown/create-markdown.ts';
import { envWith } from '../markdown/env-with.ts';
import type { Fence } from '../markdown/fences.ts';
import { cellHtml, outputHtml } from './cell-html.ts';

/** Makes the inside of a deck's slides; `nextOutputs` are the cells whose output has a slide of its own. */
export interface SlideRenderer {
  readonly slide: (slide: Slide) => { readonly html: string; readonly nextOutputs: readonly Cell[] };
  readonly notes: (slide: Slide) => string;
}

/** Ids that the page itself has: a heading must not take one. */
const pageIds = ['piste-deck', 'piste-problems'];

/** A renderer of one deck's slides, in their order. `ownSlides`: there are slides to put `output=next` on. */
export async function createSlideRenderer(deck: Deck, ownSlides: boolean): Promise<SlideRenderer> {
  const highlighter = await sharedHighlighter();
  await highlighter.load(
    deck.slides.flatMap((slide) => languagesIn(`${slide.markdown}\n${slide.notes ?? ''}`)),
  );
  const cellById = new Map(deck.cells.map((cell) => [cell.id, cell]));
  const placed = new Set(deck.slides.flatMap((slide) => slide.outputs));
  const usedIds = new Set(pageIds);
  const shown = new Set<string>();
  let waiting: string[] = [];

  const plainCode = (fence: Fence, attributes: Readonly<Record<string, string>>): string => {
    const code = codeHtml(highlighter, fence.body, fence.info, attributes);
    const { title } = fence.info;
    if (title === undefined) return code;
    return `<figure class="code">\n<figcaption class="code-title">${escapeHtml(title)}</figcaption>\n${code}</figure>\n`;
  };
  const nextOutputOf = (cell: Cell): boolean =>
    ownSlides && cell.options.output === 'next' && cell.kind !== 'check' && !placed.has(cell.id);

  const md = createMarkdown({
    usedIds,
    renderFence: (fence, attributes) => {
      // The fences of a slide that are cells come in the order in which the deck was read.
      const id = fence.info.cellGroup === undefined ? undefined : waiting.shift();
      const cell = cellById.get(id ?? '');
      if (cell === undefined) return plainCode(fence, attributes);
      return cellHtml({
        cell,
        attributes,
        title: fence.info.title,
        source: codeHtml(highlighter, fence.body, fence.info),
        outputElsewhere: placed.has(cell.id) || nextOutputOf(cell),
      });
    },
    renderOutput: (name) => {
      const cell = cellById.get(name);
      if (cell === undefined || shown.has(name)) return '';
      shown.add(name);
      return `${outputHtml(cell, true)}\n`;
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
