/** Cuts boxes that scroll to whole lines: half a line at an edge looks like an accident. */
export function wholeLines(boxes: readonly HTMLElement[]): void {
  for (const box of boxes) {
    if (box.clientHeight === 0 || box.scrollHeight <= box.clientHeight + 1) continue;
    const lines = box.matches('pre') ? box : box.querySelector('pre');
    if (!lines) continue;
    const style = getComputedStyle(lines);
    const lineHeight = Number.parseFloat(style.lineHeight);
    const edge = Number.parseFloat(style.paddingTop);
    const count = Math.floor((box.clientHeight - edge) / lineHeight);
    if (!(count > 0)) continue;
    // Borders and scrollbars come on top.
    const around = box.offsetHeight - box.clientHeight;
    box.style.maxHeight = `${edge + count * lineHeight + around}px`;
  }
}

/** Remembers how far boxes are scrolled while the page is measured; gives what puts them back. */
export function holdScroll(boxes: readonly HTMLElement[]): () => void {
  const places = boxes.map((box) => ({
    box,
    top: box.scrollTop,
    atEnd: box.scrollHeight - box.scrollTop - box.clientHeight <= 24,
  }));
  return () => {
    for (const { box, top, atEnd } of places) {
      // An output that was at its end is being followed.
      box.scrollTop = atEnd && box.matches('.cell-output') ? box.scrollHeight : top;
    }
  };
}
