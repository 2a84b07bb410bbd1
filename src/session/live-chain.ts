import { type Cell, isTerminal } from '../cells/cell.ts';
import { type KeyedCell, leavesState, sameCell } from '../cells/cell-key.ts';
import { withMend } from '../errors.ts';
import { createRecorder, type Recorder } from '../transcript/recorder.ts';
import { createCellOutput, settledOutput } from './cell-output.ts';
import { cellsBefore, unsolvedUpTo } from './cells-before.ts';
import { createChainBoard } from './chain-board.ts';
import type { ChainOptions, LiveChain } from './chain-options.ts';
import { type ChainLife, createChainSession } from './chain-session.ts';
import { exactStateBefore, type KeptState, stateBefore } from './chain-snapshots.ts';
import { createChainTerminals } from './chain-terminals.ts';
import { createLiveTerminal, type LiveTerminal, plainShell, programOf } from './live-terminal.ts';
import { runAside } from './run-aside.ts';
import type { RunResult } from './session.ts';
import { createTurns } from './turns.ts';
import { whyNotRun } from './why-not-run.ts';

export function createLiveChain(options: ChainOptions): LiveChain {
  const board = createChainBoard(options);
  const terminals = createChainTerminals(options.onDocks);
  let running: { id: string; abort: AbortController } | undefined;
  const queue = createTurns();
  let opening: Promise<void> | undefined;
  const dropped = new Set<string>();
  /** Cells that wait for a session to begin with. */
  const asked = new Set<string>();
  let closed = false;
  const session = createChainSession({
    start: options.start,
    idleMs: options.idleMs,
    isBusy: () => running !== undefined || terminals.size > 0,
    onLost: () => terminals.clear(),
    onIdle: () => options.onNotice('The session was idle and has ended; Run starts a new one.'),
    onTouched: options.onTouched,
  });
  /** Raised by whatever makes what is being opened no longer wanted. */
  let epoch = 0;

  /** Starts the session from a kept state, and shows the cells that made it as they are recorded. */
  const startFrom = async (state: KeptState): Promise<void> => {
    const life = session.open(state);
    await life.session;
    // Somebody was quicker, or it has ended meanwhile.
    if (life.from !== state || session.life() !== life) return;
    for (const { cell } of state.cells) {
      if (board.state(cell.id) !== 'idle') continue;
      const recorded = await options.recorded(cell.id);
      if (session.life() !== life || board.state(cell.id) !== 'idle') continue;
      if (recorded) board.show(cell.id, settledOutput(recorded.lines));
      if (recorded?.picture) board.draw(cell.id, recorded.picture);
      board.set({ cell: cell.id, state: 'recorded' });
    }
  };

  /** Opens sessions one after the other; what runs waits for it. */
  const opens = (work: () => Promise<void>): Promise<void> => {
    const turn = (opening ?? Promise.resolve()).then(work).finally(() => {
      if (opening === turn) opening = undefined;
    });
    opening = turn;
    return turn;
  };

  /** A fresh session begins with what is kept of the cells before the first that is asked for. */
  const openBefore = async (cellId: string): Promise<void> => {
    if (opening) await opening.catch(() => undefined);
    if (session.life() || closed) return;
    if (opening) return openBefore(cellId);
    const mine = epoch;
    await opens(async () => {
      const state = await stateBefore(
        await options.keyed(),
        unsolvedUpTo(options.cells(), cellId),
        options.snapshots,
      );
      if (state && epoch === mine && !session.life()) await startFrom(state);
    })
      // Without it the cells run from the first on, and say themselves what is wrong.
      .catch(() => session.end());
  };

  const keep = async (one: KeyedCell, life: ChainLife): Promise<void> => {
    if (life.track.at !== one.key || session.life() !== life || closed) return;
    await options.snapshots.take(one.key, await life.session).catch(() => undefined);
  };

  const runOne = async (cell: Cell): Promise<boolean> => {
    const abort = new AbortController();
    running = { id: cell.id, abort };
    board.set({ cell: cell.id, state: 'running' });
    const { cols, rows } = cell.options;
    const recorder: Recorder = createRecorder();
    const output = createCellOutput({ cols, rows }, (change) => options.onOutput(cell.id, change), recorder);
    board.show(cell.id, output);
    const finish = async (result: RunResult, inPlace: boolean) => {
      const { stdout, status, timedOut: _timedOut, ...rest } = result;
      if (stdout) {
        recorder.stdout(stdout);
        board.draw(cell.id, await options.draw(cell, stdout));
      }
      board.set({ cell: cell.id, state: status, ...rest });
      const outcome = { cell, result, events: recorder.events(), inPlace };
      options.onOutcome(outcome);
      const said = await options.judge(outcome);
      if (said.drift !== undefined || said.fallback)
        board.set({ cell: cell.id, state: status, ...rest, ...said });
    };
    try {
      const life = session.open();
      const live = await life.session;
      // Its key only if it is still what the deck says: it may have been edited while it waited.
      const keyed = (await options.keyed()).find(
        (one) => one.cell.id === cell.id && sameCell(one.cell, cell),
      );
      const inPlace = keyed !== undefined && life.track.fits(keyed);
      const result = await live.run(cell, {
        sink: output.sink,
        signal: abort.signal,
        onStep: (command) => recorder.mark(command),
      });
      if (board.output(cell.id) === output) await output.finish();
      const now = find(cell.id);
      if (keyed && now && sameCell(now, cell)) {
        life.ran.add(cell.id);
        life.track.ran(keyed, result.status === 'ok');
      } else {
        life.track.leave();
      }
      await finish(result, inPlace);
      if (keyed) await keep(keyed, life);
      return result.status === 'ok';
    } catch (error) {
      await finish({ status: 'error', reason: withMend(error), durationMs: 0 }, false).catch(() => undefined);
      return false;
    } finally {
      running = undefined;
      session.touch();
    }
  };

  const lacks = (one: Cell): boolean =>
    leavesState(one) && !session.life()?.ran.has(one.id) && !board.isPending(one.id);

  /** The cells that have to run so that `cell` finds what it stands on; a solution is shown to who asks for it. */
  const before = ({ id }: Cell) =>
    cellsBefore(options.cells(), id).filter((one) => lacks(one) && !one.isSolution);

  /** Runs cells one after the other behind all that is queued; false when one of them did not go well. */
  const enqueue = (cells: readonly Cell[], target: string): Promise<boolean> => {
    const told = ({ id }: Cell) => ({ isTarget: id === target, board, judge: options.judge });
    for (const cell of cells) board.set({ cell: cell.id, state: 'queued' });
    return queue.take(async () => {
      let stopped: Cell | undefined;
      for (const cell of cells) {
        if (dropped.delete(cell.id)) stopped ??= cell;
        else if (stopped === undefined) {
          if (!(await runOne(cell)) && cell.id !== target) stopped = cell;
          continue;
        }
        board.set({ cell: cell.id, state: 'idle', ...(await whyNotRun(cell, stopped, told(cell))) });
      }
      return stopped === undefined;
    });
  };

  const find = (cellId: string) => options.cells().find((one) => one.id === cellId);

  const noted = { onEntered: session.typed, onPrinted: options.onPrinted };

  const openTerminal = async (cell: Cell): Promise<LiveTerminal> => {
    board.set({ cell: cell.id, state: 'queued' });
    await openBefore(cell.id);
    await enqueue(before(cell), '');
    const live = await session.open().session;
    board.set({ cell: cell.id, state: 'running' });
    const terminal = await createLiveTerminal(live, programOf(cell), noted);
    void terminal.exited.then(({ status }) => board.set({ cell: cell.id, state: 'idle', exit: status }));
    return terminal;
  };

  const openDock = async (): Promise<LiveTerminal> =>
    createLiveTerminal(await session.open().session, plainShell, noted);

  /** Stops what runs, forgets what waits, and ends the session. */
  const stopAll = async () => {
    epoch++;
    asked.clear();
    for (const id of board.queued()) dropped.add(id);
    running?.abort.abort();
    await session.end();
    await queue.over();
    dropped.clear();
  };
  const resetAll = () => {
    terminals.noteReset();
    return stopAll();
  };

  const restoreBefore = async (cell: Cell): Promise<void> => {
    const cells = options.cells();
    const index = cells.findIndex((one) => one.id === cell.id);
    for (const one of cells.slice(Math.max(0, index))) board.clear(one.id);
    const keyed = await options.keyed();
    const exact = await exactStateBefore(keyed, cell.id, options.snapshots);
    if (exact) {
      await startFrom(exact);
      for (const { name, cell: starter } of exact.missing)
        options.onNotice(`${name} ran in the background and is not running now: run cell ${starter} again.`);
      return;
    }
    const state = await stateBefore(keyed, cell.id, options.snapshots);
    if (state) await startFrom(state);
    await enqueue(cellsBefore(options.cells(), cell.id).filter(lacks), '');
  };

  return {
    async run(cellId) {
      const cell = find(cellId);
      if (!cell || !leavesState(cell) || board.isPending(cell.id) || asked.has(cell.id)) return;
      asked.add(cell.id);
      await openBefore(cell.id);
      // Taken back meanwhile, by a reset or because it was cancelled; or edited.
      if (!asked.delete(cell.id)) return;
      const now = find(cellId);
      if (now && leavesState(now)) await enqueue([...before(now), now], now.id);
    },
    cancel(cellId) {
      if (running?.id === cellId) running.abort.abort();
      else if (board.state(cellId) === 'queued') dropped.add(cellId);
      else asked.delete(cellId);
    },
    async reset() {
      await resetAll();
      board.clearAll();
    },
    async restore(cellId) {
      const cell = find(cellId);
      if (!cell) return;
      try {
        await resetAll();
        await opens(() => restoreBefore(cell));
      } catch (error) {
        board.set({ cell: cellId, state: 'error', reason: withMend(error) });
      }
    },
    terminal(cellId) {
      const cell = find(cellId);
      if (!cell || !isTerminal(cell)) return Promise.reject(new Error(`no terminal ${cellId} in this deck`));
      return terminals.open(cellId, () => {
        const opened = openTerminal(cell);
        opened.catch((error: unknown) =>
          board.set({ cell: cellId, state: 'error', reason: withMend(error) }),
        );
        return opened;
      });
    },
    dock: (number) => terminals.open(number, openDock),
    closeDock: (number) => terminals.close(number),
    docks: terminals.docks,
    check: (cellId, { signal, starts }) =>
      queue.take(async () => {
        const cell = find(cellId);
        if (cell?.kind !== 'check' || signal.aborted || closed) return undefined;
        return session.life() || starts ? runAside(() => session.open().session, cell, signal) : undefined;
      }),
    isBusy: () => running !== undefined || opening !== undefined || board.queued().length > 0,
    session: () => session.life()?.session,
    status: board.status,
    output: board.output,
    picture: board.picture,
    touched: session.touched,
    forget(cellIds) {
      for (const id of cellIds) {
        // What it did is still there, and no key of the new text names that.
        const life = session.life();
        if (life?.ran.delete(id)) life.track.leave();
        if (running?.id === id) running.abort.abort();
        else {
          if (board.state(id) === 'queued') dropped.add(id);
          board.forget(id);
        }
      }
    },
    leave: () => session.life()?.track.leave(),
    async close() {
      closed = true;
      await stopAll();
      await session.close();
      board.dispose();
    },
  };
}
