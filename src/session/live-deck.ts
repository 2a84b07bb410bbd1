import type { Cell } from '../cells/cell.ts';
import { keysOfChain, limitsPart, sameCell } from '../cells/cell-key.ts';
import type { Deck } from '../deck/deck.ts';
import type { Engine } from '../engine/engine.ts';
import type { Environment } from '../environment/environment.ts';
import type { EnvironmentSpec } from '../environment/environment-spec.ts';
import { escapeHtml } from '../html/escape.ts';
import { renderPicture } from '../pictures/render-picture.ts';
import type { Transcript } from '../transcript/transcript.ts';
import type { CellOutcome, LiveChain } from './chain-options.ts';
import type { ChainSnapshots } from './chain-snapshots.ts';
import { judgeRun } from './judge-run.ts';
import { createLiveChain } from './live-chain.ts';
import type { LiveEvent } from './live-events.ts';
import { type Session, startSession } from './session.ts';

/** What live runs need; found once for all decks. */
export interface Machinery {
  readonly engine: Engine;
  /** An environment by what it is asked for; it is built where it is missing. */
  environment(spec: EnvironmentSpec): Promise<Environment>;
  environmentOf(deck: Deck): Promise<Environment>;
  /** The states of sessions that are kept on this machine. */
  readonly snapshots: ChainSnapshots;
}

/** What is recorded of a deck's cells as they are now. */
export interface RecordedCells {
  transcript(cellId: string): Transcript | undefined;
  final(
    cellId: string,
  ): Promise<{ readonly lines: readonly string[]; readonly picture: string | null } | undefined>;
}

export interface LiveDeckOptions {
  readonly machinery: () => Promise<Machinery>;
  readonly records: RecordedCells;
  /** Told of every cell that has run. */
  readonly onOutcome?: (outcome: CellOutcome) => void;
  /** Told which of the docks' terminals are open. */
  readonly onDocks?: (open: readonly number[]) => void;
  /** Told whenever a terminal shows something. */
  readonly onPrinted?: () => void;
  /** Whether states of its sessions are kept for others to begin with; they are unless said. */
  readonly keepsStates?: boolean;
  /** How long its sessions may be idle, in the place of what the deck says; `Infinity`: until they are ended. */
  readonly idleMs?: number;
  /** Every start of a session goes through it, so that not all start at once. */
  readonly starting?: <T>(start: () => Promise<T>) => Promise<T>;
}

/**
 * A deck whose cells can run: its chains, and all that pages must know to show the same. What names a cell is its chain's
 * to do; docks are those of the chain `main`.
 */
export interface LiveDeck
  extends Pick<
    LiveChain,
    'run' | 'cancel' | 'restore' | 'terminal' | 'dock' | 'closeDock' | 'docks' | 'check' | 'isBusy'
  > {
  reset(session: string): Promise<void>;
  /** The session that a chain has now. */
  session(name: string): Promise<Session> | undefined;
  /** Ends all sessions: cells are as before they ever ran, and whoever asks for a run gets fresh ones. */
  end(): Promise<void>;
  /** Sends everything as it stands to the listener, then each change; returns how to stop. */
  subscribe(listener: (message: LiveEvent) => void): () => void;
  chain(session: string): LiveChain;
  /** Takes the deck's new text; what has not changed keeps its state and its session. */
  update(deck: Deck, records: RecordedCells): void;
  close(): Promise<void>;
}

export function createLiveDeck(first: Deck, options: LiveDeckOptions): LiveDeck {
  const { machinery, onOutcome = () => {}, onDocks = () => {}, onPrinted = () => {} } = options;
  const { keepsStates = true, starting = (start) => start() } = options;
  let deck = first;
  let { records } = options;
  let closed = false;
  const chains = new Map<string, LiveChain>();
  const listeners = new Set<(message: LiveEvent) => void>();
  const tell = (message: LiveEvent) => {
    for (const listener of listeners) listener(message);
  };
  const chainOf = (session: string): LiveChain => {
    const existing = chains.get(session);
    if (existing) return existing;
    const cells = () => deck.cells.filter((cell) => cell.session === session);
    const chain = createLiveChain({
      cells,
      async keyed() {
        const environment = await (await machinery()).environmentOf(deck);
        const limits = limitsPart(deck.settings.limits);
        return keysOfChain(cells(), { environment: environment.hash, limits });
      },
      snapshots: {
        find: async (key) => (await machinery()).snapshots.find(key),
        restoreOf: async (key) => (await machinery()).snapshots.restoreOf(key),
        take: async (key, live) => (keepsStates ? (await machinery()).snapshots.take(key, live) : undefined),
      },
      recorded: (cellId) => records.final(cellId),
      onOutcome,
      judge: (outcome) => judgeRun(outcome, deck, records.transcript(outcome.cell.id)),
      draw: (cell, stdout) => drawn(cell, stdout, deck.settings.lang),
      idleMs: options.idleMs ?? deck.settings.limits.idleMs,
      start: async (restore) => {
        const { limits, environment } = deck.settings;
        const { engine, environmentOf } = await machinery();
        const made = await environmentOf(deck);
        return starting(() =>
          startSession({
            engine,
            environment: made,
            limits,
            containers: environment.containers,
            ...(restore ? { restore } : {}),
          }),
        );
      },
      onStatus: (status) => tell({ type: 'state', ...status }),
      onOutput: (cell, change) => tell({ type: 'output', cell, ...change }),
      onPicture: (cell, html) => tell({ type: 'picture', cell, html }),
      onTouched: (touched) => tell({ type: 'session', session, touched }),
      onNotice: (text) => tell({ type: 'notice', text }),
      onDocks,
      onPrinted,
    });
    chains.set(session, chain);
    return chain;
  };
  const notNow = () => Promise.reject(new Error('the deck is closed'));
  const chainOfCell = (cellId: string): LiveChain | undefined => {
    const cell = closed ? undefined : deck.cells.find((one) => one.id === cellId);
    return cell && chainOf(cell.session);
  };
  return {
    async run(cellId) {
      await chainOfCell(cellId)?.run(cellId);
    },
    cancel: (cellId) => chainOfCell(cellId)?.cancel(cellId),
    async reset(session) {
      await chains.get(session)?.reset();
    },
    async restore(cellId) {
      await chainOfCell(cellId)?.restore(cellId);
    },
    terminal: (cellId) =>
      chainOfCell(cellId)?.terminal(cellId) ??
      Promise.reject(new Error(closed ? 'the deck is closed' : `no cell ${cellId} in this deck`)),
    dock: (number) => (closed ? notNow() : chainOf(dockChain).dock(number)),
    closeDock: (number) => chains.get(dockChain)?.closeDock(number),
    docks: () => chains.get(dockChain)?.docks() ?? [],
    check: async (cellId, how) => chainOfCell(cellId)?.check(cellId, how),
    isBusy: () => [...chains.values()].some((chain) => chain.isBusy()),
    session: (name) => chains.get(name)?.session(),
    async end() {
      await Promise.all([...chains.values()].map((chain) => chain.reset()));
    },
    subscribe(listener) {
      for (const cell of deck.cells) {
        const chain = chains.get(cell.session);
        if (!chain) continue;
        listener({ type: 'state', ...chain.status(cell.id) });
        const lines = chain.output(cell.id)?.lines();
        if (lines) listener({ type: 'output', cell: cell.id, from: 0, lines });
        const html = chain.picture(cell.id);
        if (html !== undefined) listener({ type: 'picture', cell: cell.id, html });
      }
      for (const [session, chain] of chains)
        if (chain.touched()) listener({ type: 'session', session, touched: true });
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    chain: chainOf,
    update(next, nextRecords) {
      for (const [session, chain] of chains) {
        const gone = deck.cells
          .filter((cell) => cell.session === session)
          .filter((cell) => {
            const now = next.cells.find((one) => one.id === cell.id);
            return !now || !sameCell(cell, now);
          });
        chain.forget(gone.map((cell) => cell.id));
        if (session !== dockChain && !next.cells.some((cell) => cell.session === session)) {
          chains.delete(session);
          void chain.close();
        }
      }
      const madeOf = ({ settings }: Deck) =>
        JSON.stringify([limitsPart(settings.limits), settings.environment]);
      if (madeOf(next) !== madeOf(deck)) for (const chain of chains.values()) chain.leave();
      deck = next;
      records = nextRecords;
    },
    async close() {
      closed = true;
      listeners.clear();
      await Promise.all([...chains.values()].map((chain) => chain.close()));
    },
  };
}

/** The chain whose session the docks' terminals are in, whether or not the deck has a cell of it. */
const dockChain = 'main';

/** What a cell wrote, as its `show` asks; what cannot be drawn is said and shown as it is. */
async function drawn({ options: { show } }: Cell, stdout: Buffer, lang: string): Promise<string> {
  if (show === 'text') return '';
  const picture = await renderPicture(show, stdout, { lang });
  if ('html' in picture) return picture.html;
  const text = stdout.toString('utf8').slice(0, mostLetters);
  return `<p class="no-picture">${escapeHtml(picture.problem)}</p><pre>${escapeHtml(text)}</pre>`;
}

const mostLetters = 20_000;
