import type { CellStatus } from '../../serve/protocol.ts';
import { cellById, cellState } from '../cells/cell-elements.ts';
import { markRecorded, patchOutput } from '../cells/cell-output.ts';
import { drawPicture } from '../cells/cell-picture.ts';
import { hasRecord } from '../cells/cell-record.ts';
import { isOpenTerminal, showStatus } from '../cells/cell-status.ts';
import type { Player } from '../player/player.ts';

/** Where live runs and records meet: a cell shows one of them, never some of each. */
export interface LiveBoard {
  /** `late`: how a cell stood before the page connected, and no news. */
  readonly status: (status: CellStatus, late: boolean) => void;
  /** True if there was no output before, so that the page has to make room. */
  readonly output: (cell: string, from: number, lines: readonly string[]) => boolean;
  readonly picture: (cell: string, html: string) => boolean;
}

/** `showsRecords`: a page where a cell that has not run shows what is recorded of it. */
export function createLiveBoard(player: Player, showsRecords: boolean): LiveBoard {
  const last = new Map<string, CellStatus>();

  const isRecord = (id: string): boolean => {
    const cell = cellById(id);
    return cell !== null && cellState(cell) === 'recorded';
  };
  /** Whether its record stands for a run, of which nothing more is to be shown. */
  const isStandIn = (id: string): boolean => {
    const cell = cellById(id);
    return cell !== null && hasRecord(cell) && last.get(id)?.fallback === true;
  };
  const standIn = (cell: HTMLElement, status: CellStatus, late: boolean): void => {
    if (isRecord(status.cell) && late) return;
    if (late) void player.show(cell, status);
    else player.playNext(cell, status);
  };

  return {
    status(status, late) {
      const { cell: id, state } = status;
      if (isOpenTerminal(id)) return;
      const known = last.get(id);
      const before = known?.state ?? 'idle';
      last.set(id, status);
      const cell = cellById(id);
      if (cell && status.fallback && hasRecord(cell)) return standIn(cell, status, late);
      // What the page was made with gives way to what has run before it was opened; what was chosen since does not.
      const hasRun = state !== 'idle' && state !== 'recorded';
      const isNews = late && known === undefined && hasRun;
      if (!isRecord(id) || isNews || state === 'queued' || state === 'running') {
        player.giveWay(id);
        showStatus(status);
      } else if (cell && state === 'idle' && before !== 'idle') {
        player.forget(cell);
      }
      if (cell && state === 'idle' && showsRecords && !isRecord(id)) void player.show(cell);
    },
    output(cell, from, lines) {
      // A page that connects again is told of runs in whose place a record has been chosen since.
      if (isRecord(cell) || isStandIn(cell)) return false;
      if (from === 0) markRecorded(cell, undefined);
      return patchOutput(cell, from, lines);
    },
    picture(cell, html) {
      if (isRecord(cell) || isStandIn(cell)) return false;
      return drawPicture(cell, html);
    },
  };
}
