import type { LiveTerminal } from './live-terminal.ts';

/** What a terminal is asked for by: a cell's id, or the number of a dock's tab. */
export type TerminalName = string | number;

/** The terminals of a chain that are open or about to be. */
export interface ChainTerminals {
  readonly size: number;
  /** The numbers of the docks' that are open, lowest first. */
  docks(): readonly number[];
  /** The one that is open, else what is made now; one that could not be made is forgotten. */
  open(name: TerminalName, make: () => Promise<LiveTerminal>): Promise<LiveTerminal>;
  /** Hangs up. */
  close(name: TerminalName): void;
  /** They are about to end because the session is reset. */
  noteReset(): void;
  /** Their session is gone. */
  clear(): void;
}

export function createChainTerminals(onDocks: (open: readonly number[]) => void): ChainTerminals {
  const all = new Map<TerminalName, Promise<LiveTerminal>>();
  const opened = new Set<number>();
  const docks = () => [...opened].sort((one, other) => one - other);
  const forget = (name: TerminalName, terminal: Promise<LiveTerminal>) => {
    if (all.get(name) !== terminal) return;
    all.delete(name);
    if (typeof name === 'number' && opened.delete(name)) onDocks(docks());
  };
  return {
    get size() {
      return all.size;
    },
    docks,
    open(name, make) {
      const existing = all.get(name);
      if (existing) return existing;
      const made = make();
      all.set(name, made);
      made.then(
        (terminal) => {
          if (all.get(name) === made && typeof name === 'number') {
            opened.add(name);
            onDocks(docks());
          }
          void terminal.exited.then(() => forget(name, made));
        },
        () => forget(name, made),
      );
      return made;
    },
    close(name) {
      all.get(name)?.then(
        (terminal) => terminal.close(),
        () => undefined,
      );
    },
    noteReset() {
      for (const terminal of all.values())
        terminal.then(
          (one) => one.noteReset(),
          () => undefined,
        );
    },
    clear() {
      all.clear();
      const had = opened.size > 0;
      opened.clear();
      if (had) onDocks([]);
    },
  };
}
