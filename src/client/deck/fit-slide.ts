/** Type may shrink to about two thirds; what is longer still scrolls inside its slide. */
const sizes = [0.92, 0.85, 0.78, 0.71, 0.65];

/** A box that shows fewer lines than this, of more, is not worth having. */
const fewestLines = 5;

/**
 * Makes a slide's type smaller until the slide holds its content. Cells give up their spare height first (they
 * scroll inside), down to a few lines each.
 */
export function fitSlide(slide: HTMLElement | null): void {
  if (!slide) return;
  slide.style.removeProperty('--fit');
  for (const size of sizes) {
    if (!isCramped(slide)) return;
    slide.style.setProperty('--fit', String(size));
  }
}

function isCramped(slide: HTMLElement): boolean {
  if (isCut(slide)) return true;
  const boxes = [...slide.querySelectorAll<HTMLElement>('pre, .cell, .cell-output, .columns, .column')];
  return boxes.some((box) => {
    if (box.matches('.cell, .columns, .column')) return isCut(box);
    const lineHeight = Number.parseFloat(getComputedStyle(box).lineHeight) || 28;
    return box.clientHeight + 1 < Math.min(box.scrollHeight, fewestLines * lineHeight);
  });
}

function isCut(box: HTMLElement): boolean {
  return box.clientHeight > 0 && box.scrollHeight > box.clientHeight + 1;
}
