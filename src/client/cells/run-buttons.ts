import type { Word } from '../../words/phrases.ts';
import { isWithinReach } from '../player/record-source.ts';
import { spoken } from '../words.ts';
import { allCells } from './cell-elements.ts';
import { cellRecord, hasRecord } from './cell-record.ts';

let runnable = true;
let why = '';

/** Lets cells be run, or says on each button why not. */
export function setRunnable(live: boolean, reason: string): void {
  runnable = live;
  why = reason;
  refreshRunButtons();
}

const titles: Readonly<Record<string, Word>> = {
  reset: 'cell.resetTitle',
  restore: 'cell.restoreTitle',
};

const titleOf = (action: string): string => {
  const title = titles[action];
  return title === undefined ? '' : spoken.say(title);
};

/** Puts the present answer on buttons that have just come into the page. */
export function refreshRunButtons(): void {
  for (const cell of allCells()) {
    const plays = !runnable && hasRecord(cell);
    for (const button of cell.querySelectorAll<HTMLButtonElement>('button[data-action]')) {
      const { action = '' } = button.dataset;
      const key = action === 'replay' ? cellRecord(cell)?.key : undefined;
      if (key !== undefined) button.hidden = !isWithinReach(key);
      if (!['run', 'reset', 'restore'].includes(action)) continue;
      button.disabled = !runnable && !(plays && action === 'run');
      button.title = runnable ? titleOf(action) : button.disabled ? why : spoken.say('cell.plays');
    }
    const bar = cell.querySelector<HTMLElement>('.cell-bar');
    // Some browsers show no tooltip on a disabled button; the bar around it shows it then.
    if (bar) bar.title = runnable || plays ? '' : why;
  }
}
