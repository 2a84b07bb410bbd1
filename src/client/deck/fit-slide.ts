import { showCuts } from './cut-cues.ts';
import { holdScroll, wholeLines } from './whole-lines.ts';

/** How bad it is that a box shows less than it holds, from the mildest. */
type Cut = 'nothing' | 'output' | 'source' | 'cramped';

const sizes = [1, 0.93, 0.86, 0.79, 0.72, 0.66, 0.6, 0.55];

/**
 * How far type may shrink for each: a step or two so that nothing scrolls, more so that what the author wrote is seen
 * whole, most where a box would be left with hardly a line. What is longer still scrolls inside its slide.
 */
const aims: ReadonlyArray<{ readonly shows: readonly Cut[]; readonly smallest: number }> = [
  { shows: ['nothing'], smallest: 0.79 },
  { shows: ['nothing', 'output'], smallest: 0.6 },
  { shows: ['nothing', 'output', 'source'], smallest: 0.55 },
];

/** A box that shows fewer lines than this, of more, is not worth having. */
const fewestLines = 5;

const scrollers = '.cell-source pre, .code-frame pre, .cell-output, .table-scroll, .math';

/**
 * Makes a slide's type as small as it must be for what the slide holds, and lets no box end in half a line. Type on a
 * slide that is being watched may shrink, but not jump back up (`largest`).
 */
export function fitSlide(slide: HTMLElement | null, largest = 1): void {
  if (!slide) return;
  const boxes = [...slide.querySelectorAll<HTMLElement>(scrollers)];
  const restoreScroll = holdScroll(boxes);
  for (const box of boxes) box.style.removeProperty('max-height');
  setSize(slide, fittingSize(slide, boxes, largest));
  wholeLines(boxes);
  markFit(slide, boxes);
  restoreScroll();
  showCuts(boxes);
}

/** The size of a slide's type, as a share of the size that it has by design. */
export function slideSize(slide: HTMLElement | null): number {
  return Number(slide?.style.getPropertyValue('--fit')) || 1;
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
  slide.dataset.fit = String(slideSize(slide));
  for (const [name, px] of Object.entries(marks)) {
    if (px > 1) slide.dataset[name] = String(px);
    else delete slide.dataset[name];
  }
}

function holdersIn(slide: HTMLElement): readonly HTMLElement[] {
  return [...slide.querySelectorAll<HTMLElement>('.cell, .columns, .column')];
}

function fittingSize(slide: HTMLElement, boxes: readonly HTMLElement[], largest: number): number {
  const cuts = new Map<number, Cut>();
  for (const { shows, smallest } of aims) {
    for (const size of sizes.filter((candidate) => candidate >= smallest && candidate <= largest)) {
      if (!cuts.has(size)) {
        setSize(slide, size);
        cuts.set(size, worstCut(slide, boxes));
      }
      if (shows.includes(cuts.get(size) ?? 'cramped')) return size;
    }
  }
  return Math.min(...sizes);
}

function setSize(slide: HTMLElement, size: number): void {
  if (size === 1) slide.style.removeProperty('--fit');
  else slide.style.setProperty('--fit', String(size));
}

function worstCut(slide: HTMLElement, boxes: readonly HTMLElement[]): Cut {
  if ([slide, ...holdersIn(slide)].some(isCut) || boxes.some(isCramped)) return 'cramped';
  const cut = boxes.filter((box) => isCut(box) || box.scrollWidth > box.clientWidth + 1);
  if (cut.length === 0) return 'nothing';
  return cut.some((box) => !box.matches('.cell-output')) ? 'source' : 'output';
}

function isCut(box: HTMLElement): boolean {
  return hiddenBelow(box) > 1;
}

function hiddenBelow(box: HTMLElement): number {
  return box.clientHeight > 0 ? box.scrollHeight - box.clientHeight : 0;
}

function isCramped(box: HTMLElement): boolean {
  const lineHeight = Number.parseFloat(getComputedStyle(box).lineHeight) || 28;
  return box.clientHeight + 1 < Math.min(box.scrollHeight, fewestLines * lineHeight);
}
