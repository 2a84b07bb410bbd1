import { showCuts } from './cut-cues.ts';
import { fitPictures, freePictures } from './fit-pictures.ts';
import { keepRoom } from './keep-room.ts';
import { holdScroll, wholeLines } from './whole-lines.ts';

/** How bad it is that boxes show less than they hold, from the mildest. */
type Cut = 'nothing' | 'output' | 'squeezed' | 'wide' | 'source' | 'cramped';

/** The sizes of a slide's words and of its code, as shares of those by design. */
interface Size {
  readonly words: number;
  readonly code: number;
}

/** What becomes of a slide at a size; `lines`: the most that each output may have for all else to be seen. */
interface Outcome {
  readonly cut: Cut;
  readonly lines: number | undefined;
}

/** In the order in which they are tried: words keep their size as long as they can. */
const sizes: readonly Size[] = [
  { words: 1, code: 1 },
  { words: 1, code: 0.93 },
  { words: 1, code: 0.86 },
  { words: 1, code: 0.8 },
  { words: 1, code: 0.75 },
  { words: 0.93, code: 0.93 },
  { words: 0.93, code: 0.86 },
  { words: 0.93, code: 0.8 },
  { words: 0.86, code: 0.86 },
  { words: 0.86, code: 0.8 },
  { words: 0.79, code: 0.79 },
  { words: 0.72, code: 0.75 },
  // One long line is no reason for small words.
  { words: 1, code: 0.66 },
  { words: 1, code: 0.6 },
  { words: 0.66, code: 0.66 },
  { words: 0.6, code: 0.6 },
  { words: 0.55, code: 0.55 },
];

/** What may be tried for the sake of what: sizes `from` the one `to` the other, where slides are of a kind at all. */
interface Aim {
  readonly shows: readonly Cut[];
  readonly from: number;
  readonly to: number;
  readonly only?: 'wide' | 'outputs';
}

/**
 * Code becomes a step or two smaller so that nothing scrolls, all of it so that what the author wrote is seen whole.
 * Outputs scroll long before that, and beside one even code does before type is too small to be read.
 */
const aims: readonly Aim[] = [
  { shows: ['nothing'], from: 0, to: 3 },
  { shows: ['nothing', 'output'], from: 0, to: 11 },
  { shows: ['nothing', 'output', 'squeezed'], from: 3, to: 11 },
  { shows: ['nothing', 'output', 'squeezed'], from: 12, to: 13, only: 'wide' },
  { shows: ['nothing', 'output', 'squeezed', 'wide', 'source'], from: 4, to: 11, only: 'outputs' },
  { shows: ['nothing', 'output', 'squeezed'], from: 14, to: 15 },
  { shows: ['nothing', 'output', 'squeezed', 'wide', 'source'], from: 0, to: 16 },
];

const worse: readonly Cut[] = ['nothing', 'output', 'squeezed', 'wide', 'source', 'cramped'];

/** Code that shows fewer lines than this, of more, is not worth having. */
const fewestLines = 5;

/** What outputs are cut down to where they would push code out of sight; below the fourth they are squeezed. */
const outputLines = [12, 8, 6, 4, 3, 2];
const fewestOutputLines = 4;

const scrollers = '.cell-source pre, .code-frame pre, .cell-output, .table-scroll, .math';

const fitted = new WeakMap<HTMLElement, { readonly index: number; readonly cut: Cut }>();

/**
 * Makes a slide's type as small as it must be for what the slide holds, and lets no box end in half a line. Room is
 * kept for what has yet to be printed. On a slide that is being watched (`stays`) type keeps its size while outputs
 * grow, as long as it lets what the author wrote be seen.
 */
export function fitSlide(slide: HTMLElement | null, stays = false): void {
  if (!slide) return;
  const boxes = [...slide.querySelectorAll<HTMLElement>(scrollers)];
  const restoreScroll = holdScroll(boxes);
  freePictures(boxes);
  const giveRoomBack = keepRoom(boxes);
  const { index, outcome } = fittingSize(slide, boxes, stays ? fitted.get(slide) : undefined);
  fitted.set(slide, { index, cut: outcome.cut });
  giveRoomBack();
  setSize(slide, sizes[index]);
  setLines(boxes, outcome.lines);
  fitPictures(boxes);
  wholeLines(boxes);
  markFit(slide, boxes);
  restoreScroll();
  showCuts(boxes);
}

/**
 * Says on the slide what became of it, for a presenter and for `piste check`: `data-fit`, the size of its type;
 * `data-overflow`, the px of it that only scrolling shows; `data-code-below` and `data-code-right`, the px of code that
 * only scrolling shows in its own box. What an output leaves out of sight is not told: it may be of any length.
 */
function markFit(slide: HTMLElement, boxes: readonly HTMLElement[]): void {
  const code = boxes.filter((box) => !box.matches('.cell-output'));
  const marks = {
    overflow: Math.max(...[slide, ...holdersIn(slide)].map(hiddenBelow)),
    codeBelow: Math.max(0, ...code.map(hiddenBelow)),
    codeRight: Math.max(0, ...code.map((box) => box.scrollWidth - box.clientWidth)),
  };
  const size = sizes[fitted.get(slide)?.index ?? 0];
  slide.dataset.fit = String(Math.min(size?.words ?? 1, size?.code ?? 1));
  for (const [name, px] of Object.entries(marks)) {
    if (px > 1) slide.dataset[name] = String(px);
    else delete slide.dataset[name];
  }
}

function holdersIn(slide: HTMLElement): readonly HTMLElement[] {
  return [...slide.querySelectorAll<HTMLElement>('.cell, .columns, .column')];
}

function fittingSize(
  slide: HTMLElement,
  boxes: readonly HTMLElement[],
  before: { readonly index: number; readonly cut: Cut } | undefined,
): { readonly index: number; readonly outcome: Outcome } {
  const outcomes = new Map<number, Outcome>();
  const at = (index: number): Outcome => {
    const known = outcomes.get(index) ?? outcomeAt(slide, boxes, sizes[index]);
    outcomes.set(index, known);
    return known;
  };
  if (before) {
    const outcome = at(before.index);
    const bearable = Math.max(worse.indexOf(before.cut), worse.indexOf('squeezed'));
    if (worse.indexOf(outcome.cut) <= bearable) return { index: before.index, outcome };
  }
  const least = before?.index ?? 0;
  const hasOutputs = boxes.some((box) => box.matches('.cell-output') && box.childElementCount > 0);
  for (const { shows, from, to, only } of aims) {
    if (only === 'outputs' && !hasOutputs) continue;
    if (only === 'wide' && at(from - 1).cut !== 'wide') continue;
    for (let index = Math.max(from, least); index <= to; index++) {
      if (shows.includes(at(index).cut)) return { index, outcome: at(index) };
    }
  }
  const last = sizes.length - 1;
  return { index: last, outcome: at(last) };
}

function outcomeAt(slide: HTMLElement, boxes: readonly HTMLElement[], size: Size | undefined): Outcome {
  setSize(slide, size);
  setLines(boxes, undefined);
  const cut = worstCut(slide, boxes);
  if (cut !== 'source' && cut !== 'cramped') return { cut, lines: undefined };
  if (!boxes.some((box) => box.matches('.cell-output') && box.clientHeight > 0))
    return { cut, lines: undefined };
  let least: Outcome = { cut, lines: undefined };
  for (const lines of outputLines) {
    setLines(boxes, lines);
    const now = worstCut(slide, boxes);
    if (worse.indexOf(now) < worse.indexOf(least.cut)) least = { cut: now, lines };
    if (now !== 'source' && now !== 'cramped') break;
  }
  return least;
}

/** Lets outputs have this many lines at most; where none are said, as many as there is room for. */
function setLines(boxes: readonly HTMLElement[], lines: number | undefined): void {
  for (const box of boxes) {
    const pre = box.matches('.cell-output') ? box.querySelector<HTMLElement>(':scope > pre') : null;
    if (!pre || lines === undefined) {
      box.style.removeProperty('max-height');
      continue;
    }
    const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(pre);
    // A record's mark stands over its lines.
    const above = pre.offsetParent === box ? pre.offsetTop : 0;
    const around = above + Number.parseFloat(paddingTop) + Number.parseFloat(paddingBottom);
    box.style.maxHeight = `${around + lines * Number.parseFloat(lineHeight)}px`;
  }
}

function setSize(slide: HTMLElement, size: Size | undefined): void {
  const set = (name: string, share: number | undefined): void => {
    if (share === undefined) slide.style.removeProperty(name);
    else slide.style.setProperty(name, String(share));
  };
  set('--fit', size?.words === 1 ? undefined : size?.words);
  set('--code-fit', size?.code === size?.words ? undefined : size?.code);
}

function worstCut(slide: HTMLElement, boxes: readonly HTMLElement[]): Cut {
  const [outputs, others] = [
    boxes.filter((box) => box.matches('.cell-output')),
    boxes.filter((box) => !box.matches('.cell-output')),
  ];
  if ([slide, ...holdersIn(slide)].some(isCut) || others.some((box) => showsLess(box, fewestLines)))
    return 'cramped';
  if (others.some(isCut)) return 'source';
  if (others.some((box) => box.scrollWidth > box.clientWidth + 1)) return 'wide';
  if (outputs.some((box) => showsLess(box, fewestOutputLines))) return 'squeezed';
  return outputs.some((box) => isCut(box) || box.scrollWidth > box.clientWidth + 1) ? 'output' : 'nothing';
}

function isCut(box: HTMLElement): boolean {
  return hiddenBelow(box) > 1;
}

function hiddenBelow(box: HTMLElement): number {
  return box.clientHeight > 0 ? box.scrollHeight - box.clientHeight : 0;
}

function showsLess(box: HTMLElement, lines: number): boolean {
  const lineHeight = Number.parseFloat(getComputedStyle(box).lineHeight) || 28;
  return box.clientHeight + 1 < Math.min(box.scrollHeight, lines * lineHeight);
}
