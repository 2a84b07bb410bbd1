import { cellId, cellState } from '../cells/cell-elements.ts';
import { markRecorded, patchOutput } from '../cells/cell-output.ts';
import { drawPicture } from '../cells/cell-picture.ts';
import { showStatus } from '../cells/cell-status.ts';
import type { Player } from '../player/player.ts';

/** Says whether a cell's text is the visitor's. What is recorded of the author's is then no record of this cell. */
export function markEdited(cell: HTMLElement, isEdited: boolean, player: Player): void {
  if (cell.hasAttribute('data-edited') === isEdited) return;
  cell.toggleAttribute('data-edited', isEdited);
  const { record, authorsRecord } = cell.dataset;
  if (isEdited && record !== undefined) {
    cell.dataset.authorsRecord = record;
    player.giveWay(cellId(cell));
    delete cell.dataset.record;
    if (cellState(cell) === 'recorded') clear(cellId(cell));
  } else if (!isEdited && authorsRecord !== undefined) {
    cell.dataset.record = authorsRecord;
    delete cell.dataset.authorsRecord;
    if (cellState(cell) === 'idle') void player.show(cell);
  }
}

function clear(cell: string): void {
  patchOutput(cell, 0, []);
  drawPicture(cell, '');
  markRecorded(cell, undefined);
  showStatus({ cell, state: 'idle' });
}
