import { isHeld, restingPlace } from '../cells/cell-output.ts';

/** Cuts boxes that scroll to whole lines: half a line at an edge looks like an accident. */
export function wholeLines(boxes: readonly HTMLElement[]): void {
  for (const box of boxes) {
    if (box.clientHeight === 0 || box.scrollHeight <= box.clientHeight + 1) continue;
    const lines = box.matches('pre') ? box : box.querySelector<HTMLElement>(':scope > pre');
    // Below lines stands a picture, which has none.
    if (!lines || (lines !== box && lines.nextElementSibling)) continue;
    const style = getComputedStyle(lines);
    const lineHeight = Number.parseFloat(style.lineHeight);
    // A record's mark stands over its lines.
    const above = lines.offsetParent === box ? lines.offsetTop : 0;
    const edge = Number.parseFloat(style.paddingTop) + above;
    const count = Math.floor((box.clientHeight - edge) / lineHeight);
    if (!(count > 0)) continue;
    // Borders and scrollbars come on top.
    const around = box.offsetHeight - box.clientHeight;
    box.style.maxHeight = `${edge + count * lineHeight + around}px`;
  }
}

/** Remembers how far boxes are scrolled while the page is measured; gives what puts them back. */
export function holdScroll(boxes: readonly HTMLElement[]): () => void {
  const places = boxes.map((box) => ({ box, top: box.scrollTop }));
  return () => {
    for (const { box, top } of places) {
      // An output is followed; that it is not at its end may be because a box beside it has just grown.
      box.scrollTop = box.matches('.cell-output') && !isHeld(box) ? restingPlace(box) : top;
    }
  };
}
