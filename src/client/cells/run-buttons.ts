import { allCells } from './cell-elements.ts';

let runnable = true;
let why = '';

/** Lets cells be run, or says on each button why not. */
export function setRunnable(live: boolean, reason: string): void {
  runnable = live;
  why = reason;
  refreshRunButtons();
}

/** Puts the present answer on buttons that have just come into the page. */
export function refreshRunButtons(): void {
  for (const cell of allCells()) {
    for (const button of cell.querySelectorAll<HTMLButtonElement>('button[data-action]')) {
      const action = button.dataset.action;
      if (action !== 'run' && action !== 'reset') continue;
      button.disabled = !runnable;
      if (runnable) button.removeAttribute('title');
      else button.title = why;
    }
    const bar = cell.querySelector<HTMLElement>('.cell-bar');
    // Some browsers show no tooltip on a disabled button; the bar around it shows it then.
    if (bar) bar.title = runnable ? '' : why;
  }
}
