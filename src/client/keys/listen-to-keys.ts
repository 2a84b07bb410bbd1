import type { CellActions } from '../cells/cell-actions.ts';
import { cellAround, cellsOf } from '../cells/cell-elements.ts';
import { driftOf } from '../cells/drift.ts';
import { openDrift } from '../cells/drift-panel.ts';
import { toggleColorMode } from '../color-mode.ts';
import { showNotice } from '../corner.ts';
import type { Player } from '../player/player.ts';
import { spoken } from '../words.ts';
import { type DeskCommand, deskCommands, type KeyCommand, keyCommand } from './key-command.ts';
import { toggleHelp } from './key-help.ts';
import type { KeyPage } from './key-list.ts';
import { forgetTab, keyPlace, watchFocus } from './key-place.ts';

/** What the page does with keys that are not about cells. */
export interface KeyTargets {
  /** Off the slides buttons keep the browser's own keys: nobody clicks through a text with a remote. */
  readonly page: KeyPage;
  /** The slide in view; on the article, what the keys may act on. */
  readonly scope: () => ParentNode | null;
  /** Goes to the same place of the deck's other page; a page without one has no key for it. */
  readonly otherPage?: () => void;
  /** What is about showing the slides; a page without it leaves those keys to the browser. */
  readonly desk?: { readonly act: (command: DeskCommand) => void; readonly isDrawing: () => boolean };
}

const notForSlides = new WeakSet<Event>();

/** For reveal.js' `keyboardCondition`: false for keys that belong to a focused box or terminal. */
export function isForSlides(event: Event): boolean {
  return !notForSlides.has(event);
}

/** Listens before everything else on the page, so that one table decides (see `keyCommand`). */
export function listenToKeys(actions: CellActions, player: Player, targets: KeyTargets): void {
  watchFocus();
  const act = (command: KeyCommand): void => {
    if (command === 'theme' && !toggleColorMode()) showNotice(spoken.say('page.oneColour'));
    if (command === 'other-page') targets.otherPage?.();
    if (command === 'help') toggleHelp(targets.page);
    if (command === 'end-replay') player.finish();
    if (command === 'faster') player.changeSpeed(1);
    if (command === 'slower') player.changeSpeed(-1);
    if (command === 'replay' && player.isPlaying()) {
      player.toggle();
      return;
    }
    const scope = targets.scope();
    if (!scope) return;
    if (command === 'run-next') actions.runNext(scope);
    if (command === 'run-all') actions.runAll(scope);
    if (command === 'cancel') actions.cancelRunning(scope);
    // Where files are a visitor's own work, a slip of a key must not take them.
    if (command === 'reset' && targets.page !== 'workshop') actions.resetSession(scope);
    if (command === 'restore' && targets.page !== 'workshop') actions.restoreHere(scope);
    if (command === 'replay') player.playOneOf(atHand(scope));
    if (command === 'drift') {
      const drifted = atHand(scope).find((cell) => driftOf(cell) !== undefined);
      if (drifted) openDrift(drifted);
    }
    if (command === 'terminal') actions.focusTerminal(scope);
  };
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.isComposing) return;
      const { key, shiftKey: shift, ctrlKey: ctrl, altKey: alt, metaKey: meta } = event;
      const command = keyCommand(
        { key, shift, ctrl, alt, meta },
        keyPlace(player.hasKeys(), targets.desk?.isDrawing() ?? false),
      );
      if (command === 'slides') return;
      if (command === 'native') {
        notForSlides.add(event);
        // One press for each Tab: a clicker's Enter must not press a button a second time.
        if (key === 'Enter' || key === ' ') forgetTab();
        return;
      }
      if (command === 'step-back') {
        if (targets.page !== 'slides') return;
        // reveal.js takes the other keys itself; Enter would go on to press the button.
        if (key === 'Enter') event.preventDefault();
        return leaveFocus();
      }
      const ofDesk = deskCommands.find((one) => one === command);
      if (ofDesk && !targets.desk) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.repeat && command !== 'leave') return;
      if (command === 'leave') leaveFocus();
      else if (ofDesk) targets.desk?.act(ofDesk);
      else act(command);
    },
    true,
  );
}

/** The cell that has the focus, else those of the slide. */
function atHand(scope: ParentNode): readonly HTMLElement[] {
  const near = cellAround(document.activeElement);
  return near ? [near] : cellsOf(scope);
}

/** Gives the focus back to the slide. */
export function leaveFocus(): void {
  forgetTab();
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
