import type { Cell } from '../cells/cell.ts';
import type { Deck } from '../deck/deck.ts';
import type { Engine } from '../engine/engine.ts';
import type { Environment } from '../environment/environment.ts';
import type { EnvironmentSpec } from '../environment/environment-spec.ts';
import { createLiveChain, type LiveChain } from './live-chain.ts';
import type { LiveEvent } from './live-events.ts';
import type { LiveTerminal } from './live-terminal.ts';
import { startSession } from './session.ts';

/** What live runs need; found once for all decks. */
export interface Machinery {
  readonly engine: Engine;
  /** An environment by what it is asked for; it is built where it is missing. */
  environment(spec: EnvironmentSpec): Promise<Environment>;
  environmentOf(deck: Deck): Promise<Environment>;
}

/** A deck whose cells can run: its chains, and all that pages must know to show the same. */
export interface LiveDeck {
  run(cellId: string): Promise<void>;
  cancel(cellId: string): void;
  reset(session: string): Promise<void>;
  terminal(cellId: string): Promise<LiveTerminal>;
  /** Sends everything as it stands to the listener, then each change; returns how to stop. */
  subscribe(listener: (message: LiveEvent) => void): () => void;
  chain(session: string): LiveChain;
  /** Takes the deck's new text; what has not changed keeps its state and its session. */
  update(deck: Deck): void;
  close(): Promise<void>;
}

const sameCell = (a: Cell, b: Cell) =>
  a.body === b.body && a.kind === b.kind && a.language === b.language && a.session === b.session;

export function createLiveDeck(first: Deck, machinery: () => Promise<Machinery>): LiveDeck {
  let deck = first;
  let closed = false;
  const chains = new Map<string, LiveChain>();
  const listeners = new Set<(message: LiveEvent) => void>();
  const tell = (message: LiveEvent) => {
    for (const listener of listeners) listener(message);
  };
  const chainOf = (session: string): LiveChain => {
    const existing = chains.get(session);
    if (existing) return existing;
    const chain = createLiveChain({
      cells: () => deck.cells.filter((cell) => cell.session === session),
      idleMs: deck.settings.limits.idleMs,
      start: async () => {
        const { limits, environment } = deck.settings;
        const { engine, environmentOf } = await machinery();
        return startSession({
          engine,
          environment: await environmentOf(deck),
          limits,
          containers: environment.containers,
        });
      },
      onStatus: (status) => tell({ type: 'state', ...status }),
      onOutput: (cell, change) => tell({ type: 'output', cell, ...change }),
      onNotice: (text) => tell({ type: 'notice', text }),
    });
    chains.set(session, chain);
    return chain;
  };
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
    terminal: (cellId) =>
      chainOfCell(cellId)?.terminal(cellId) ??
      Promise.reject(new Error(closed ? 'the deck is closed' : `no cell ${cellId} in this deck`)),
    subscribe(listener) {
      for (const cell of deck.cells) {
        const chain = chains.get(cell.session);
        if (!chain) continue;
        listener({ type: 'state', ...chain.status(cell.id) });
        const lines = chain.output(cell.id)?.lines();
        if (lines) listener({ type: 'output', cell: cell.id, from: 0, lines });
      }
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    chain: chainOf,
    update(next) {
      for (const [session, chain] of chains) {
        const gone = deck.cells
          .filter((cell) => cell.session === session)
          .filter((cell) => {
            const now = next.cells.find((one) => one.id === cell.id);
            return !now || !sameCell(cell, now);
          });
        chain.forget(gone.map((cell) => cell.id));
        if (!next.cells.some((cell) => cell.session === session)) {
          chains.delete(session);
          void chain.close();
        }
      }
      deck = next;
    },
    async close() {
      closed = true;
      listeners.clear();
      await Promise.all([...chains.values()].map((chain) => chain.close()));
    },
  };
}
