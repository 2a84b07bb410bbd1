import { showNotice } from '../corner.ts';
import type { LivePage } from '../live/live-page.ts';
import type { Player } from '../player/player.ts';
import { spoken } from '../words.ts';
import { cellAround, cellId, cellsOf, sessionCells, sessionOf } from './cell-elements.ts';

/** Making a session what it is right before a cell. `scope` is the slide in view. */
export interface RestoreActions {
  readonly restore: (cell: HTMLElement) => void;
  /** Right before the focused cell, else before the first of the slide. */
  readonly restoreHere: (scope: ParentNode) => void;
  /** A session by its name: before its first cell on the slide, else before the next one in the deck. */
  readonly restoreSession: (scope: ParentNode, session: string) => void;
}

export function restoreActions(live: LivePage, player: Player): RestoreActions {
  const restore = (cell: HTMLElement): void => {
    const own = sessionCells(sessionOf(cell));
    for (const one of own.slice(own.indexOf(cell))) player.forget(one);
    live.send({ type: 'restore', cell: cellId(cell) });
  };
  const restoreSession = (scope: ParentNode, session: string): void => {
    const own = sessionCells(session).filter(isRestorable);
    const here = cellsOf(scope).find((cell) => own.includes(cell));
    const cell = here ?? own.find((one) => isBehind(scope, one));
    if (cell) restore(cell);
    else showNotice(spoken.say('cell.noSessionCell'));
  };
  return {
    restore,
    restoreHere(scope) {
      const near = cellAround(document.activeElement);
      const cell = near && isRestorable(near) ? near : cellsOf(scope).find(isRestorable);
      // A slide with nothing but a terminal has a session too.
      const terminal = near ?? cellsOf(scope)[0];
      if (cell) restore(cell);
      else if (terminal) restoreSession(scope, sessionOf(terminal));
    },
    restoreSession,
  };
}

function isRestorable(cell: HTMLElement): boolean {
  return cell.querySelector('[data-action="restore"]') !== null;
}

function isBehind(scope: ParentNode, cell: HTMLElement): boolean {
  return (scope.compareDocumentPosition(cell) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
