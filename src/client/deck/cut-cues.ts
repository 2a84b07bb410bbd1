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
  const words = moreWords(below, lineHeightOf(box));
  if (words === undefined) delete holder.dataset.more;
  else if (holder.dataset.more !== words) holder.dataset.more = words;
  holder.toggleAttribute('data-more-right', right > 2);
  const above = box.matches('.cell-output') ? moreWords(box.scrollTop, lineHeightOf(box)) : undefined;
  if (above === undefined) delete holder.dataset.above;
  else if (holder.dataset.above !== above) holder.dataset.above = above;
}

/** In words, so that a presenter knows whether scrolling is worth it; half a line of padding is nothing. */
export function moreWords(belowPx: number, lineHeightPx: number): string | undefined {
  if (belowPx < lineHeightPx * 0.75) return undefined;
  const lines = Math.max(1, Math.round(belowPx / lineHeightPx));
  return lines === 1 ? '1 more line' : `${lines} more lines`;
}

function lineHeightOf(box: HTMLElement): number {
  const lines = box.matches('pre') ? box : (box.querySelector<HTMLElement>('pre') ?? box);
  return Number.parseFloat(getComputedStyle(lines).lineHeight) || 28;
}
