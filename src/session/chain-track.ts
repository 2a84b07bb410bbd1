import { type KeyedCell, leavesState } from '../cells/cell-key.ts';

/**
 * Whether a session's state is the one that the keys of its chain name: each cell ran once, in the deck's order, went
 * well, and nobody typed anything in between.
 */
export interface ChainTrack {
  /** The key that names the state; empty for a session in which nothing has run, undefined where no key names it. */
  readonly at: string | undefined;
  /** Whether what a cell prints here is what its key names. */
  fits(one: KeyedCell): boolean;
  /** A cell has run. */
  ran(one: KeyedCell, isOk: boolean): void;
  /** Something happened that no key knows of. */
  leave(): void;
}

/** Of a session that begins under a key; an empty one for a fresh session. */
export function createChainTrack(from = ''): ChainTrack {
  let at: string | undefined = from;
  return {
    get at() {
      return at;
    },
    fits: ({ parts }) => at === parts.previous,
    ran(one, isOk) {
      if (!leavesState(one.cell)) return;
      at = isOk && at === one.parts.previous ? one.key : undefined;
    },
    leave() {
      at = undefined;
    },
  };
}
