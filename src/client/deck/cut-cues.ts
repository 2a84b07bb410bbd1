import { spoken } from '../words.ts';

const watched = new WeakSet<HTMLElement>();

/**
 * Says on boxes that scroll how much of them is out of sight, for the style sheet to show: `data-more`, "12 more lines",
 * `data-above` for what an output has scrolled by, and `data-more-right`. They go as the box is scrolled to its end.
 */
export function showCuts(boxes: readonly HTMLElement[]): void {
  for (const box of boxes) {
    refresh(box);
    if (watched.has(box)) continue;
    watched.add(box);
    box.addEventListener('scroll', () => refresh(box), { passive: true });
  }
}

function refresh(box: HTMLElement): void {
  const holder = box.matches('pre') ? (box.parentElement ?? box) : box;
  const below = box.clientHeight > 0 ? box.scrollHeight - box.clientHeight - box.scrollTop : 0;
  const right = box.clientWidth > 0 ? box.scrollWidth - box.clientWidth - box.scrollLeft : 0;
  const lines = linesOf(box);
  const words = moreWords(below - lines.paddingBottom, lines.height);
  if (words === undefined) delete holder.dataset.more;
  else if (holder.dataset.more !== words) holder.dataset.more = words;
  holder.toggleAttribute('data-more-right', right > 2);
  const above = box.matches('.cell-output')
    ? moreWords(box.scrollTop - lines.paddingTop, lines.height)
    : undefined;
  if (above === undefined) delete holder.dataset.above;
  else if (holder.dataset.above !== above) holder.dataset.above = above;
}

/** In words, so that a presenter knows whether scrolling is worth it; half a line is nothing. */
export function moreWords(belowPx: number, lineHeightPx: number): string | undefined {
  if (belowPx < lineHeightPx * 0.75) return undefined;
  return spoken.count('cut.lines', Math.max(1, Math.round(belowPx / lineHeightPx)));
}

/** What the lines of a box measure; the padding around them is none that one could read. */
function linesOf(box: HTMLElement): { height: number; paddingTop: number; paddingBottom: number } {
  const lines = box.matches('pre') ? box : (box.querySelector<HTMLElement>('pre') ?? box);
  const style = getComputedStyle(lines);
  return {
    height: Number.parseFloat(style.lineHeight) || 28,
    paddingTop: Number.parseFloat(style.paddingTop) || 0,
    paddingBottom: Number.parseFloat(style.paddingBottom) || 0,
  };
}
