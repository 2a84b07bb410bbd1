import { allCells } from './cell-elements.ts';
import { hasRecord } from './cell-record.ts';

let runnable = true;
let why = '';

/** Lets cells be run, or says on each button why not. */
export function setRunnable(live: boolean, reason: string): void {
  runnable = live;
  why = reason;
  refreshRunButtons();
}

const titles: Readonly<Record<string, string>> = {
  reset: 'Reset the session: the next run starts a fresh one',
  restore: 'Reset to here: make the session what it is right before this cell',
};

/** Puts the present answer on buttons that have just come into the page. */
export function refreshRunButtons(): void {
  for (const cell of allCells()) {
    const plays = !runnable && hasRecord(cell);
    for (const button of cell.querySelectorAll<HTMLButtonElement>('button[data-action]')) {
      const { action = '' } = button.dataset;
      if (!['run', 'reset', 'restore'].includes(action)) continue;
      button.disabled = !runnable && !(plays && action === 'run');
      button.title = runnable ? (titles[action] ?? '') : button.disabled ? why : 'Plays what is recorded';
    }
    const bar = cell.querySelector<HTMLElement>('.cell-bar');
    // Some browsers show no tooltip on a disabled button; the bar around it shows it then.
    if (bar) bar.title = runnable || plays ? '' : why;
  }
}
