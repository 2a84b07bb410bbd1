import type { CellState } from '../../../cells/cell.ts';
import { cellName } from '../../../cells/cell-name.ts';
import type { CellActions } from '../../cells/cell-actions.ts';
import {
  cellId,
  cellOutput,
  cellState,
  cellsOf,
  cellTerminal,
  isBusy,
  isRunnable,
} from '../../cells/cell-elements.ts';
import { hasRecord } from '../../cells/cell-record.ts';
import { make, pressable } from '../../elements.ts';
import type { Player } from '../../player/player.ts';

/** The cells of this slide and of the next, to be run and watched from the table. */
export interface CellList {
  readonly show: (slide: HTMLElement | undefined, next: HTMLElement | undefined) => void;
  readonly refresh: () => void;
}

/** A state is told by shape and words; colour only helps. */
const shapes: Readonly<Record<CellState, string>> = {
  idle: '○',
  queued: '◔',
  running: '▶',
  ok: '✓',
  failed: '✗',
  cancelled: '■',
  error: '!',
  recorded: '◆',
};

const tailLines = 3;

export function createCellList(
  place: HTMLElement,
  { actions, player }: { readonly actions: CellActions; readonly player: Player },
): CellList {
  let refreshers: (() => void)[] = [];

  const row = (cell: HTMLElement): HTMLElement => {
    const item = make('li', '');
    const head = item.appendChild(make('div', 'cell-head'));
    const shape = head.appendChild(make('span', 'cell-shape'));
    shape.setAttribute('aria-hidden', 'true');
    const name = head.appendChild(make('strong', '', nameOf(cell)));
    name.title = cell.querySelector('.cell-source pre')?.textContent?.trim() ?? '';
    const state = head.appendChild(make('span', 'cell-words'));
    const isTerminal = cellTerminal(cell) !== null;
    const run = pressable(isTerminal ? 'Open' : 'Run', () => actions.run(cell));
    const stop = pressable('Stop', () => actions.cancel(cell));
    const replay = pressable('Replay', () => player.play(cell));
    const reset = pressable(isTerminal ? 'Restart' : 'Reset', () => actions.reset(cell));
    head.append(run, stop, replay, reset);
    const tail = item.appendChild(make('pre', ''));
    const refresh = (): void => {
      const now = cellState(cell);
      item.dataset.state = now;
      shape.textContent = shapes[now];
      const words = cell.querySelector('.cell-status')?.textContent?.trim() || stateWord(now);
      if (state.textContent !== words) state.textContent = words;
      const theirs = cell.querySelector<HTMLButtonElement>('[data-action="run"]');
      run.hidden = isBusy(cell) && !isTerminal;
      run.disabled = theirs?.disabled ?? false;
      if (isTerminal) run.textContent = theirs?.querySelector('.label')?.textContent ?? 'Open';
      stop.hidden = !isBusy(cell) || isTerminal;
      replay.hidden = !hasRecord(cell) || isTerminal;
      const text = tailOf(cell);
      if (tail.textContent !== text) tail.textContent = text;
    };
    refreshers.push(refresh);
    refresh();
    return item;
  };
  const part = (title: string, cells: readonly HTMLElement[]): HTMLElement[] => {
    if (cells.length === 0) return [];
    const list = make('ul', '');
    list.append(...cells.map(row));
    return [make('h2', '', title), list];
  };

  return {
    show(slide, next) {
      refreshers = [];
      const here = slide ? cellsOf(slide).filter(isRunnable) : [];
      const there = next && next !== slide ? cellsOf(next).filter((cell) => isRunnable(cell)) : [];
      place.replaceChildren(
        ...part('Cells', here),
        ...part(
          'Cells of the next slide',
          there.filter((cell) => !here.includes(cell)),
        ),
      );
      place.hidden = place.childElementCount === 0;
    },
    refresh: () => {
      for (const refresh of refreshers) refresh();
    },
  };
}

function nameOf(cell: HTMLElement): string {
  const title = cell.querySelector('.cell-title')?.textContent?.trim();
  return title || cellName({ id: cellId(cell), language: cell.dataset.language ?? '' });
}

const stateWord = (state: CellState): string => (state === 'idle' ? 'not run' : state);

function tailOf(cell: HTMLElement): string {
  const lines = [...(cellOutput(cellId(cell))?.querySelectorAll('.line') ?? [])];
  return lines
    .slice(-tailLines)
    .map((line) => line.textContent?.trimEnd() ?? '')
    .join('\n');
}
