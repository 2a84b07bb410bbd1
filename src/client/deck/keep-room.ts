/** Lines that are kept free for a cell of which nothing is recorded. */
const unknownLines = 4;
/** What is longer scrolls anyway. */
const mostLines = 30;

/**
 * Fills outputs that are still empty with as many lines as are recorded of them, so that a slide is measured as it will
 * be and its type need not shrink while one watches; gives what empties them again.
 */
export function keepRoom(boxes: readonly HTMLElement[]): () => void {
  const fillings = boxes.flatMap((box) => {
    const lines = linesToCome(box);
    if (lines === 0) return [];
    const filling = document.createElement('pre');
    filling.textContent = '\n'.repeat(lines);
    box.append(filling);
    return [filling];
  });
  return () => {
    for (const filling of fillings) filling.remove();
  };
}

function linesToCome(box: HTMLElement): number {
  if (!box.matches('.cell-output') || box.childElementCount > 0) return 0;
  const { for: name } = box.dataset;
  const cell = name
    ? document.querySelector<HTMLElement>(`figure[data-cell="${CSS.escape(name)}"]`)
    : box.closest<HTMLElement>('.cell');
  if (!cell || !['run', 'build'].includes(cell.dataset.kind ?? '')) return 0;
  // It takes the place of the source, or nothing can ever come.
  if (cell.matches('.output-replace') || !cell.querySelector('.cell-bar [data-action]')) return 0;
  return Math.min(mostLines, Number(cell.dataset.recordedLines ?? unknownLines));
}
