import type { CellState } from '../../cells/cell.ts';
import type { CellStatus } from '../../serve/protocol.ts';
import { recordedOn } from '../../words/recorded-words.ts';
import { spoken } from '../words.ts';
import { allCells, cellById, cellId, cellState, cellTerminal } from './cell-elements.ts';
import { markRecorded } from './cell-output.ts';
import { cellRecord } from './cell-record.ts';
import { setDrift } from './drift.ts';
import { recordText, type StatusText, statusText } from './status-text.ts';

/** Finer than a second, or a second would now and then be skipped. */
const tickMs = 250;

/** When each running cell began, on this page's clock. */
const startedAt = new Map<string, number>();

/** Shows where a cell stands: its state for the style sheet, words for the reader. */
export function showStatus(status: CellStatus): void {
  const cell = cellById(status.cell);
  if (cell && status.state === 'recorded') {
    showRecorded(cell);
    return;
  }
  if (status.state === 'running') {
    if (!startedAt.has(status.cell)) startedAt.set(status.cell, performance.now() - (status.durationMs ?? 0));
  } else {
    startedAt.delete(status.cell);
  }
  if (!cell) return;
  nameOpening(cell, status.state);
  cell.dataset.state = status.state;
  delete cell.dataset.fallback;
  setDrift(cell, status.drift);
  tellStatus(cell, status);
}

/** Says that what a cell shows is its record; `standsFor` is the run that could not be had. */
export function showRecorded(cell: HTMLElement, standsFor?: CellStatus): void {
  const record = cellRecord(cell);
  startedAt.delete(cellId(cell));
  cell.dataset.state = 'recorded';
  cell.toggleAttribute('data-fallback', standsFor !== undefined);
  setDrift(cell, undefined);
  markRecorded(cellId(cell), record && recordedOn(record, spoken));
  setWords(
    cell,
    record ? recordText(record, standsFor) : statusText({ cell: cellId(cell), state: 'recorded' }),
  );
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
      if (cell && !isOpenTerminal(id)) tellStatus(cell, { cell: id, state: 'running' });
    }
  }, tickMs);
}

/** A terminal's first button joins what runs already. */
function nameOpening(cell: HTMLElement, state: CellState): void {
  const button = cellTerminal(cell) && cell.querySelector('[data-action="run"]');
  const label = button?.querySelector('.label');
  if (!button || !label) return;
  label.textContent = spoken.say(state === 'running' ? 'cell.join' : 'cell.open');
  button.setAttribute('aria-label', label.textContent);
}

function tellStatus(cell: HTMLElement, status: CellStatus): void {
  // Nobody waits for the end of a terminal, so its seconds are no news.
  const since = cellTerminal(cell) ? undefined : startedAt.get(status.cell);
  const elapsedMs = since === undefined ? 0 : performance.now() - since;
  setWords(cell, statusText(status, Math.floor(elapsedMs / 1000) * 1000));
}

function setWords(cell: HTMLElement, { text, recorded = '', ticking = '' }: StatusText): void {
  const place = cell.querySelector<HTMLElement>('.cell-status');
  if (!place) return;
  // Parts, so that a screen reader hears "running" once and not a number each second.
  const parts = { words: text, since: recorded === '' ? '' : ` · ${recorded}`, clock: ticking };
  for (const child of [...place.childNodes])
    if (!(child instanceof Element && child.className in parts)) child.remove();
  for (const [name, said] of Object.entries(parts)) {
    const part = place.querySelector(`.${name}`) ?? place.appendChild(document.createElement('span'));
    part.className = name;
    if (part.textContent !== said) part.textContent = said;
  }
  place.querySelector('.clock')?.setAttribute('aria-hidden', 'true');
  place.title = text + parts.since + ticking;
}
