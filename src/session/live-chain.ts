import type { Cell } from '../cells/cell.ts';
import { withMend } from '../errors.ts';
import type { ScreenChange } from '../transcript/screen.ts';
import { type CellOutput, createCellOutput } from './cell-output.ts';
import type { CellStatus } from './live-events.ts';
import { createLiveTerminal, type LiveTerminal } from './live-terminal.ts';
import type { Session } from './session.ts';

export interface ChainEvents {
  onStatus(status: CellStatus): void;
  onOutput(cell: string, change: ScreenChange): void;
  onNotice(text: string): void;
}

export interface ChainOptions extends ChainEvents {
  /** The chain's cells as the deck has them now, in document order. */
  readonly cells: () => readonly Cell[];
  readonly start: () => Promise<Session>;
  readonly idleMs: number;
}

/** One chain of a deck, live: its session, started when it is first needed, and what its cells have come to. */
export interface LiveChain {
  /** Runs a cell, and before it what it stands on: the cells before it that have not run in this session. */
  run(cellId: string): Promise<void>;
  cancel(cellId: string): void;
  /** Ends the session and forgets what ran in it. */
  reset(): Promise<void>;
  terminal(cellId: string): Promise<LiveTerminal>;
  status(cellId: string): CellStatus;
  output(cellId: string): CellOutput | undefined;
  /** The deck has changed: forgets cells that are no longer what they were. */
  forget(cellIds: readonly string[]): void;
  close(): Promise<void>;
}

const isRunnable = (cell: Cell) => cell.kind !== 'terminal' && cell.kind !== 'repl' && cell.kind !== 'check';

export function createLiveChain(options: ChainOptions): LiveChain {
  const statuses = new Map<string, CellStatus>();
  const outputs = new Map<string, CellOutput>();
  const terminals = new Map<string, Promise<LiveTerminal>>();
  const ran = new Set<string>();
  let session: Promise<Session> | undefined;
  let running: { id: string; abort: AbortController } | undefined;
  let queue: Promise<void> = Promise.resolve();
  const dropped = new Set<string>();
  let idleTimer: NodeJS.Timeout | undefined;
  let closed = false;

  const setStatus = (status: CellStatus) => {
    statuses.set(status.cell, status);
    options.onStatus(status);
  };
  const stateOf = (id: string) => statuses.get(id)?.state ?? 'idle';
  const isPending = (id: string) => stateOf(id) === 'queued' || stateOf(id) === 'running';

  const touch = () => {
    if (idleTimer) clearTimeout(idleTimer);
    idleTimer = setTimeout(() => {
      if (running || terminals.size > 0) return touch();
      void endSession().then(
        (had) => had && options.onNotice('The session was idle and has ended; Run starts a new one.'),
      );
    }, options.idleMs);
    idleTimer.unref();
  };
  const current = (): Promise<Session> => {
    if (closed) return Promise.reject(new Error('the deck is closed'));
    touch();
    if (session) return session;
    const started = options.start();
    session = started;
    started.then(
      (live) => live.ended.then(() => session === started && lose()),
      () => {
        session = undefined;
      },
    );
    return started;
  };
  const lose = () => {
    session = undefined;
    ran.clear();
    terminals.clear();
  };
  const endSession = async (): Promise<boolean> => {
    const live = session;
    lose();
    if (!live) return false;
    await live.then((one) => one.stop()).catch(() => undefined);
    return true;
  };

  const runOne = async (cell: Cell): Promise<boolean> => {
    const abort = new AbortController();
    running = { id: cell.id, abort };
    setStatus({ cell: cell.id, state: 'running' });
    outputs.get(cell.id)?.dispose();
    const { cols, rows } = cell.options;
    const output = createCellOutput({ cols, rows }, (change) => options.onOutput(cell.id, change));
    outputs.set(cell.id, output);
    options.onOutput(cell.id, { from: 0, lines: [] });
    try {
      const live = await current();
      const { status, ...rest } = await live.run(cell, { sink: output.sink, signal: abort.signal });
      if (outputs.get(cell.id) === output) await output.finish();
      ran.add(cell.id);
      setStatus({ cell: cell.id, state: status, ...rest });
      return status === 'ok';
    } catch (error) {
      setStatus({ cell: cell.id, state: 'error', reason: withMend(error) });
      return false;
    } finally {
      running = undefined;
      touch();
    }
  };

  /** The cells that have to run so that `cell` finds what it stands on. */
  const before = (cell: Cell) => {
    const cells = options.cells();
    const index = cells.findIndex((one) => one.id === cell.id);
    return cells
      .slice(0, Math.max(0, index))
      .filter((one) => isRunnable(one) && !ran.has(one.id) && !isPending(one.id));
  };

  /** Runs cells one after the other behind all that is queued; false when one of them did not go well. */
  const enqueue = (cells: readonly Cell[], target: string): Promise<boolean> => {
    for (const cell of cells) setStatus({ cell: cell.id, state: 'queued' });
    const work = queue.then(async () => {
      let stopped: Cell | undefined;
      for (const cell of cells) {
        if (dropped.delete(cell.id)) stopped ??= cell;
        else if (stopped === undefined) {
          if (!(await runOne(cell)) && cell.id !== target) stopped = cell;
          continue;
        }
        const reason =
          stopped.id === cell.id ? undefined : `not run: cell ${stopped.id} before it did not succeed`;
        setStatus({ cell: cell.id, state: 'idle', ...(reason === undefined ? {} : { reason }) });
      }
      return stopped === undefined;
    });
    queue = work.then(() => undefined);
    return work;
  };

  const find = (cellId: string) => options.cells().find((one) => one.id === cellId);

  const openTerminal = async (cell: Cell): Promise<LiveTerminal> => {
    setStatus({ cell: cell.id, state: 'queued' });
    await enqueue(before(cell), '');
    const live = await current();
    setStatus({ cell: cell.id, state: 'running' });
    const terminal = await createLiveTerminal(live, cell);
    void terminal.exited.then(({ status }) => {
      terminals.delete(cell.id);
      setStatus({ cell: cell.id, state: 'idle', exit: status });
    });
    return terminal;
  };

  return {
    async run(cellId) {
      const cell = find(cellId);
      if (!cell || !isRunnable(cell) || isPending(cell.id)) return;
      await enqueue([...before(cell), cell], cell.id);
    },
    cancel(cellId) {
      if (running?.id === cellId) running.abort.abort();
      else if (stateOf(cellId) === 'queued') dropped.add(cellId);
    },
    async reset() {
      for (const [id, { state }] of statuses) if (state === 'queued') dropped.add(id);
      running?.abort.abort();
      await endSession();
      await queue;
      for (const output of outputs.values()) output.dispose();
      outputs.clear();
      dropped.clear();
      for (const id of [...statuses.keys()]) {
        options.onOutput(id, { from: 0, lines: [] });
        setStatus({ cell: id, state: 'idle' });
      }
      statuses.clear();
    },
    terminal(cellId) {
      const existing = terminals.get(cellId);
      if (existing) return existing;
      const cell = find(cellId);
      if (!cell || (cell.kind !== 'terminal' && cell.kind !== 'repl')) {
        return Promise.reject(new Error(`no terminal ${cellId} in this deck`));
      }
      const opened = openTerminal(cell);
      terminals.set(cellId, opened);
      opened.catch((error: unknown) => {
        terminals.delete(cellId);
        setStatus({ cell: cellId, state: 'error', reason: withMend(error) });
      });
      return opened;
    },
    status: (cellId) => statuses.get(cellId) ?? { cell: cellId, state: 'idle' },
    output: (cellId) => outputs.get(cellId),
    forget(cellIds) {
      for (const id of cellIds) {
        ran.delete(id);
        outputs.get(id)?.dispose();
        outputs.delete(id);
        if (running?.id === id) running.abort.abort();
        else statuses.delete(id);
      }
    },
    async close() {
      closed = true;
      if (idleTimer) clearTimeout(idleTimer);
      for (const [id, { state }] of statuses) if (state === 'queued') dropped.add(id);
      running?.abort.abort();
      await endSession();
      await queue;
      if (idleTimer) clearTimeout(idleTimer);
      for (const output of outputs.values()) output.dispose();
    },
  };
}
