import type { Player } from '../player/player.ts';
import { openTerminal } from '../terminal/open-terminal.ts';
import type { CellActions } from './cell-actions.ts';
import { cellAround } from './cell-elements.ts';
import { openDrift } from './drift-panel.ts';

/** Listens for the cells' buttons; one listener for the page, so cells that come later work too. */
export function listenToButtons(actions: CellActions, player: Player, deck: string): void {
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest<HTMLButtonElement>('button[data-action]');
    const cell = cellAround(event.target);
    if (button && cell && !button.disabled) {
      press(button, cell, actions, player);
      // A mouse leaves no focus behind: the next key belongs to the slide again, whatever a clicker sends.
      if (event.detail > 0) button.blur();
      return;
    }
    const terminal = event.target.closest<HTMLElement>('[data-terminal]');
    if (terminal && !terminal.hasAttribute('data-open')) openTerminal(deck, terminal, { focus: true });
  });
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement) || !target.matches('[data-terminal]:not([data-open])')) return;
    openTerminal(deck, target, { focus: true });
  });
}

function press(button: HTMLButtonElement, cell: HTMLElement, actions: CellActions, player: Player): void {
  switch (button.dataset.action) {
    case 'run':
      actions.run(cell);
      break;
    case 'cancel':
      actions.cancel(cell);
      break;
    case 'reset':
      actions.reset(cell);
      break;
    case 'restore':
      actions.restore(cell);
      break;
    case 'replay':
      player.play(cell);
      break;
    case 'diff':
      openDrift(cell);
      break;
  }
}
