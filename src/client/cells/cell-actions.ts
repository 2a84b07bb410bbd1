import { showNotice } from '../corner.ts';
import type { LivePage } from '../live/live-page.ts';
import type { Player } from '../player/player.ts';
import { openTerminal } from '../terminal/open-terminal.ts';
import { spoken } from '../words.ts';
import {
  allCells,
  cellAround,
  cellId,
  cellState,
  cellsOf,
  cellTerminal,
  isBusy,
  isRunnable,
  sessionCells,
  sessionOf,
} from './cell-elements.ts';
import { hasRecord } from './cell-record.ts';
import { type RestoreActions, restoreActions } from './restore-actions.ts';

/** What a reader can do with cells, by key or by button. `scope` is the slide (or the article) in view. */
export interface CellActions extends RestoreActions {
  readonly run: (cell: HTMLElement) => void;
  readonly runNext: (scope: ParentNode) => void;
  readonly runAll: (scope: ParentNode) => void;
  readonly cancel: (cell: HTMLElement) => void;
  readonly cancelRunning: (scope: ParentNode) => void;
  readonly reset: (cell: HTMLElement) => void;
  readonly resetSession: (scope: ParentNode) => void;
  readonly focusTerminal: (scope: ParentNode) => boolean;
  /** Runs the scope's `auto` cells that have not run; each once for as long as the page is open. */
  readonly runAuto: (scope: ParentNode) => void;
}

export function cellActions(live: LivePage, player: Player, deck: string): CellActions {
  const ranByItself = new Set<string>();
  /** Asked for, but the server has not answered yet: a second press means the next cell. */
  const asked = new Set<string>();

  const openAsked = (terminal: HTMLElement): void =>
    live.whenKnown(() => openTerminal(deck, terminal, { focus: true }));
  const run = (cell: HTMLElement): void => {
    const terminal = cellTerminal(cell);
    if (terminal) {
      openAsked(terminal);
      return;
    }
    asked.add(cellId(cell));
    live.whenKnown(() => {
      if (!live.canRun()) {
        asked.delete(cellId(cell));
        return playInstead(cell);
      }
      window.setTimeout(() => asked.delete(cellId(cell)), 1000);
      player.giveWay(cellId(cell));
      live.send({ type: 'run', cell: cellId(cell) });
    });
  };
  const playInstead = (cell: HTMLElement): void => {
    if (!live.isOut()) return;
    if (!hasRecord(cell)) {
      // Where nothing can run, its button is disabled and says why.
      const button = cell.querySelector<HTMLButtonElement>('[data-action="run"]');
      if (button?.disabled === false) showNotice(spoken.say('live.notSent'));
      return;
    }
    live.tellInstead();
    if (player.isPlaying(cell)) player.finish();
    else player.playNext(cell);
  };
  const runnableIn = (scope: ParentNode): HTMLElement[] => {
    return cellsOf(scope).filter((cell) => isRunnable(cell) && !cellTerminal(cell));
  };
  /** Where nothing can run, what was shown of a cell is all that there is to it. */
  const isNext = (cell: HTMLElement): boolean =>
    live.canRun() ? !hasRun(cell) : hasRecord(cell) && cellState(cell) === 'idle';
  const cancel = (cell: HTMLElement): void => live.send({ type: 'cancel', cell: cellId(cell) });
  const reset = (cell: HTMLElement): void => {
    // Its program ends with the session; whoever resets a terminal wants a new one.
    cellTerminal(cell)?.toggleAttribute(
      'data-restart',
      cellTerminal(cell)?.hasAttribute('data-open') === true && !cell.querySelector('.terminal-end'),
    );
    for (const one of sessionCells(sessionOf(cell))) player.forget(one);
    live.send({ type: 'reset', session: sessionOf(cell) });
  };
  const terminalOf = (scope: ParentNode): HTMLElement | null => {
    const near = cellAround(document.activeElement);
    return (near && cellTerminal(near)) ?? scope.querySelector<HTMLElement>('[data-terminal]');
  };

  return {
    run,
    cancel,
    reset,
    ...restoreActions(live, player),
    runNext(scope) {
      const near = cellAround(document.activeElement);
      const cells = runnableIn(scope);
      const waiting = cells.find((cell) => isNext(cell) && !asked.has(cellId(cell)));
      const next =
        near && isRunnable(near) ? near : (waiting ?? cells.at(-1) ?? allCells(scope).find(isRunnable));
      if (next && !isBusy(next)) run(next);
    },
    runAll: (scope) => runnableIn(scope).forEach(run),
    cancelRunning(scope) {
      const busy = cellsOf(scope).filter(isBusy);
      const near = cellAround(document.activeElement);
      if (near && isBusy(near)) cancel(near);
      else busy.forEach(cancel);
    },
    resetSession(scope) {
      const cell = cellAround(document.activeElement) ?? cellsOf(scope)[0];
      if (cell) reset(cell);
    },
    focusTerminal(scope) {
      const terminal = terminalOf(scope);
      if (terminal) openAsked(terminal);
      return terminal !== null;
    },
    runAuto(scope) {
      if (!live.canRun() && !live.isOut()) return;
      for (const cell of allCells(scope)) {
        if (!cell.hasAttribute('data-auto') || ranByItself.has(cellId(cell))) continue;
        const terminal = cellTerminal(cell);
        if (terminal && !live.canRun()) continue;
        ranByItself.add(cellId(cell));
        // A terminal that opens by itself must not take the keys from the slides.
        if (terminal) openTerminal(deck, terminal, { focus: false });
        else if (cellState(cell) === 'idle') run(cell);
      }
    },
  };
}

/** A recorded result is not a run of this session. */
function hasRun(cell: HTMLElement): boolean {
  const state = cellState(cell);
  return state !== 'idle' && state !== 'recorded';
}
