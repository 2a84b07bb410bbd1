import type { KeyedCell } from '../cells/cell-key.ts';
import { leavesState } from '../cells/cell-key.ts';
import type { Session, SessionOptions } from './session.ts';

/** The states that are kept of sessions, by the keys of the cells that made them. */
export interface ChainSnapshots {
  /** Undefined where none is kept; `background` names the programs that ran on when it was taken. */
  find(key: string): Promise<{ readonly background: readonly string[] } | undefined>;
  /** What a session is to be started with to have that state; undefined where it is gone or damaged. */
  restoreOf(key: string): Promise<SessionOptions['restore'] | undefined>;
  /** Keeps a session's state under a key, unless it is too large or changes meanwhile. */
  take(key: string, session: Session): Promise<unknown>;
}

/** A kept state and the cells of the chain that made it. */
export interface KeptState {
  readonly key: string;
  readonly cells: readonly KeyedCell[];
  readonly restore: NonNullable<SessionOptions['restore']>;
}

/** What ran in the background where a state was taken, and the cell that had started it. */
export interface MissingProgram {
  readonly name: string;
  readonly cell: string;
}

/**
 * The last kept state before a cell that a session can go on from as if the chain had run to there: none in which
 * something ran in the background, for that would be missing.
 */
export async function stateBefore(
  chain: readonly KeyedCell[],
  cellId: string,
  snapshots: ChainSnapshots,
): Promise<KeptState | undefined> {
  const before = cellsBefore(chain, cellId);
  for (let last = before.length - 1; last >= 0; last--) {
    const { key } = before[last] ?? { key: '' };
    const found = await snapshots.find(key);
    if (!found || found.background.length > 0) continue;
    const restore = await snapshots.restoreOf(key);
    if (restore) return { key, restore, cells: before.slice(0, last + 1) };
  }
  return undefined;
}

/** The state right before a cell, if it is kept, and what of it does not come back. */
export async function exactStateBefore(
  chain: readonly KeyedCell[],
  cellId: string,
  snapshots: ChainSnapshots,
): Promise<(KeptState & { readonly missing: readonly MissingProgram[] }) | undefined> {
  const cells = cellsBefore(chain, cellId);
  const key = cells.at(-1)?.key;
  const found = key === undefined ? undefined : await snapshots.find(key);
  const restore = key === undefined || !found ? undefined : await snapshots.restoreOf(key);
  if (key === undefined || !found || !restore) return undefined;
  const missing = await Promise.all(
    found.background.map(async (name) => ({ name, cell: await starterOf(name, cells, snapshots) })),
  );
  return { key, cells, restore, missing };
}

/** The first cell after which a program was there, without a gap up to the last. */
async function starterOf(
  name: string,
  cells: readonly KeyedCell[],
  snapshots: ChainSnapshots,
): Promise<string> {
  let starter = cells.at(-1)?.cell.id ?? '';
  for (const { cell, key } of cells.toReversed()) {
    const found = await snapshots.find(key);
    // Right after its cell a program may still be the shell that is about to become it.
    if (!found?.background.some((one) => one === name || one === 'bash')) break;
    starter = cell.id;
  }
  return starter;
}

function cellsBefore(chain: readonly KeyedCell[], cellId: string): readonly KeyedCell[] {
  const index = chain.findIndex(({ cell }) => cell.id === cellId);
  return chain.slice(0, Math.max(0, index)).filter(({ cell }) => leavesState(cell));
}
