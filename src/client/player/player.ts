import type { CellStatus } from '../../serve/protocol.ts';
import { allCells, cellById, cellId, cellState, cellsOf, isBusy } from '../cells/cell-elements.ts';
import { markRecorded, patchOutput } from '../cells/cell-output.ts';
import { drawPicture } from '../cells/cell-picture.ts';
import { cellRecord, hasRecord } from '../cells/cell-record.ts';
import { showRecorded, showStatus } from '../cells/cell-status.ts';
import { showNotice } from '../corner.ts';
import { spoken } from '../words.ts';
import { keepRecordings, loadRecording, type Recording } from './record-source.ts';
import type { Replay } from './replay.ts';
import { showEnd } from './show-end.ts';

/** Plays what is recorded of the page's cells, one at a time. A live run of a cell always comes first. */
export interface Player {
  /** Plays a cell's record now, in the place of what plays. */
  readonly play: (cell: HTMLElement) => void;
  /** Plays it when what plays has ended; `standsFor` is the run that could not be had. */
  readonly playNext: (cell: HTMLElement, standsFor?: CellStatus) => void;
  /** Shows a record's end at once. */
  readonly show: (cell: HTMLElement, standsFor?: CellStatus) => Promise<void>;
  /** Shows the ends of all records. */
  readonly showAll: () => Promise<void>;
  /** Plays the record of a cell of the slide: the next that was not seen, else the last. */
  readonly playOneOf: (cells: readonly HTMLElement[]) => void;
  readonly isPlaying: (cell?: HTMLElement) => boolean;
  /** Whether keys are a player's: a moment longer than it plays, for who presses Esc right when it ends by itself. */
  readonly hasKeys: () => boolean;
  readonly toggle: () => void;
  readonly changeSpeed: (by: 1 | -1) => void;
  /** Ends what plays by showing its end. */
  readonly finish: () => void;
  /** Ends what is not of this slide. */
  readonly leave: (slide: ParentNode | null) => void;
  /** Gives a cell's output over to a live run. */
  readonly giveWay: (cell: string) => void;
  /** Takes a shown record off the page; where pages show records, the end of it is there again. */
  readonly forget: (cell: HTMLElement) => void;
  /** Puts what plays into a page that was exchanged. */
  readonly dress: () => void;
  /** Fetches all records of the page, those of this slide first, for the moment when there is no server. */
  readonly keepAll: (slide: ParentNode | null) => void;
}

interface Turn {
  readonly id: string;
  readonly key: string;
  readonly standsFor: CellStatus | undefined;
  replay?: Replay;
}

const lingerMs = 500;

export interface PlayerOptions {
  /** A page on which a cell that has not run shows what is recorded of it. */
  readonly showsRecords: boolean;
  /** An output changed; `anew`: it had none before, so that the page must make room now. */
  readonly grown: (anew: boolean) => void;
}

export function createPlayer({ showsRecords, grown }: PlayerOptions): Player {
  let active: Turn | undefined;
  let waiting: Turn[] = [];
  let endedAt = Number.NEGATIVE_INFINITY;

  const turnOf = (cell: HTMLElement, standsFor?: CellStatus): Turn | undefined => {
    const key = cellRecord(cell)?.key;
    return key === undefined ? undefined : { id: cellId(cell), key, standsFor };
  };
  const fetched = async ({ key }: Turn): Promise<Recording | undefined> => {
    const recording = await loadRecording(key);
    if (!recording) showNotice(spoken.say('player.lost'));
    return recording;
  };
  const next = (): void => {
    if (active?.replay) endedAt = performance.now();
    active = undefined;
    const turn = waiting.shift();
    if (turn) void begin(turn);
  };
  const begin = async (turn: Turn): Promise<void> => {
    active = turn;
    const [recording, replays] = await Promise.all([fetched(turn), loadReplays()]);
    if (active !== turn) return;
    const cell = cellById(turn.id);
    if (!recording || !cell || isBusy(cell)) {
      next();
      return;
    }
    showRecorded(cell, turn.standsFor);
    if (!replays || matchMedia('(prefers-reduced-motion: reduce)').matches) {
      grown(showEnd(turn.id, recording));
      next();
      return;
    }
    turn.replay = replays.startReplay(turn.id, recording, { ended: next, grown });
  };
  const showTurn = async (turn: Turn): Promise<void> => {
    const recording = await fetched(turn);
    const cell = cellById(turn.id);
    if (!recording || !cell || isBusy(cell)) return;
    showRecorded(cell, turn.standsFor);
    grown(showEnd(turn.id, recording));
  };
  /** What has begun is shown to its end; what was still being fetched is shown when it comes. */
  const settle = (turn: Turn): void => {
    if (turn.replay) turn.replay.finish();
    else {
      if (active === turn) next();
      void showTurn(turn);
    }
  };
  const play = (cell: HTMLElement): void => {
    const turn = turnOf(cell);
    if (!turn || isBusy(cell)) {
      showNotice(turn ? spoken.say('player.busy') : spoken.say('player.none'));
      return;
    }
    waiting = [];
    if (active) settle(active);
    void begin(turn);
  };

  const giveWay = (cell: string): void => {
    waiting = waiting.filter(({ id }) => id !== cell);
    if (active?.id !== cell) return;
    active.replay?.drop();
    next();
  };
  const show = async (cell: HTMLElement, standsFor?: CellStatus): Promise<void> => {
    const turn = turnOf(cell, standsFor);
    if (turn) await showTurn(turn);
  };

  return {
    play,
    show,
    giveWay,
    playNext(cell, standsFor) {
      const turn = turnOf(cell, standsFor);
      if (!turn || waiting.some(({ id }) => id === turn.id)) return;
      if (active) waiting.push(turn);
      else void begin(turn);
    },
    async showAll() {
      await Promise.all(allCells().map((cell) => show(cell)));
    },
    playOneOf(cells) {
      const recorded = cells.filter(canBeReplayed);
      const candidates = recorded.filter((cell) => !isBusy(cell));
      const cell = candidates.find((one) => cellState(one) === 'idle') ?? candidates.at(-1) ?? recorded[0];
      if (cell) play(cell);
      else showNotice(spoken.say('player.none'));
    },
    isPlaying: (cell) => active !== undefined && (cell === undefined || active.id === cellId(cell)),
    hasKeys: () => active !== undefined || performance.now() - endedAt < lingerMs,
    toggle: () => active?.replay?.toggle(),
    changeSpeed: (by) => active?.replay?.changeSpeed(by),
    finish() {
      waiting = [];
      if (active) settle(active);
    },
    leave(slide) {
      const here = new Set(slide ? cellsOf(slide).map(cellId) : []);
      const gone = waiting.filter(({ id }) => !here.has(id));
      waiting = waiting.filter(({ id }) => here.has(id));
      for (const turn of gone) void showTurn(turn);
      if (active && !here.has(active.id)) settle(active);
    },
    forget(cell) {
      const id = cellId(cell);
      giveWay(id);
      if (cellState(cell) !== 'recorded') return;
      if (showsRecords) void show(cell);
      else showNothing(id);
    },
    dress() {
      const cell = active && cellById(active.id);
      if (!active || !cell) return;
      // A text that was edited has another record, or none.
      if (cellRecord(cell)?.key === active.key) active.replay?.dress();
      else {
        active.replay?.drop();
        next();
      }
    },
    keepAll(slide) {
      const cells = [...(slide ? cellsOf(slide) : []), ...allCells()];
      void loadReplays();
      void keepRecordings([...new Set(cells.flatMap((cell) => cellRecord(cell)?.key ?? []))]);
    },
  };
}

/** What plays is fetched when something is played for the first time. */
const loadReplays = () => import('./replay.ts').catch(() => undefined);

/** Files and patches print nothing: there is nothing of them to play. */
const canBeReplayed = (cell: HTMLElement): boolean =>
  hasRecord(cell) && cell.querySelector('[data-action="replay"]:not([hidden])') !== null;

function showNothing(cell: string): void {
  patchOutput(cell, 0, []);
  drawPicture(cell, '');
  markRecorded(cell, undefined);
  showStatus({ cell, state: 'idle' });
}
