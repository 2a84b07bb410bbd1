import type { CellStatus } from '../../serve/protocol.ts';
import { allCells, cellById, cellId, cellState } from './cell-elements.ts';
import { statusText } from './status-text.ts';

/** Finer than a second, or a second would now and then be skipped. */
const tickMs = 250;

/** When each running cell began, on this page's clock. */
const startedAt = new Map<string, number>();

/** Shows where a cell stands: its state for the style sheet, words for the reader. */
export function showStatus(status: CellStatus): void {
  const cell = cellById(status.cell);
  if (status.state === 'running') {
    if (!startedAt.has(status.cell)) startedAt.set(status.cell, performance.now() - (status.durationMs ?? 0));
  } else {
    startedAt.delete(status.cell);
  }
  if (!cell) return;
  cell.dataset.state = status.state;
  setWords(cell, status);
}

/** A terminal that is open says itself how it stands. */
export function isOpenTerminal(id: string): boolean {
  return cellById(id)?.querySelector('[data-terminal][data-open]') != null;
}

/** After a new connection: what was running may be gone, and the server says again what is. */
export function forgetRunning(): void {
  for (const cell of allCells()) {
    const state = cellState(cell);
    if (isOpenTerminal(cellId(cell))) continue;
    if (state === 'running' || state === 'queued') showStatus({ cell: cellId(cell), state: 'idle' });
  }
}

/** Counts the seconds of running cells. */
export function tickStatuses(): void {
  window.setInterval(() => {
    for (const id of startedAt.keys()) {
      const cell = cellById(id);
      if (cell && !isOpenTerminal(id)) setWords(cell, { cell: id, state: 'running' });
    }
  }, tickMs);
}

function setWords(cell: HTMLElement, status: CellStatus): void {
  const place = cell.querySelector<HTMLElement>('.cell-status');
  if (!place) return;
  const elapsedMs = performance.now() - (startedAt.get(status.cell) ?? performance.now());
  const { text, ticking = '' } = statusText(status, Math.floor(elapsedMs / 1000) * 1000);
  // Two parts, so that a screen reader hears "running" once and not a number each second.
  const words = place.querySelector('.words') ?? place.appendChild(document.createElement('span'));
  const clock = place.querySelector('.clock') ?? place.appendChild(document.createElement('span'));
  words.className = 'words';
  clock.className = 'clock';
  clock.setAttribute('aria-hidden', 'true');
  for (const child of [...place.childNodes]) if (child !== words && child !== clock) child.remove();
  if (words.textContent !== text) words.textContent = text;
  if (clock.textContent !== ticking) clock.textContent = ticking;
  place.title = text + ticking;
}
