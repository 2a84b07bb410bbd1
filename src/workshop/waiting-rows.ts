import type { Visitor } from './visitors.ts';

/** `step` comes before all others; `seen` is the first to be left out. */
export type RowKind = 'step' | 'edit' | 'seen';

/** A row that waits to be written. */
export interface WaitingRow<Write> {
  readonly kind: RowKind;
  readonly visitor: Visitor;
  /** What it is about: of two about the same only the later one waits. */
  readonly name: string;
  readonly write: Write;
  /** What it takes on the disk, and how much more that is than before. */
  readonly bytes: number;
  readonly moreBytes: number;
}

/** What waits for the disk: bounded, and no visitor takes the room of others. */
export interface WaitingRows<Write> {
  readonly size: number;
  find(name: string): WaitingRow<Write> | undefined;
  /** Whether a step or an edit of this visitor's waits. */
  has(visitor: Visitor): boolean;
  /** Whether there is room for it; others' rows give way where they are many. */
  takes(row: Pick<WaitingRow<Write>, 'kind' | 'visitor' | 'name'>): boolean;
  set(row: WaitingRow<Write>): void;
  /** Those to be written next: steps first, then in the order of coming; the first, and more within both bounds. */
  next(most: number, mostBytes: number): readonly WaitingRow<Write>[];
  /** It is written, unless a later one has taken its place. */
  done(row: WaitingRow<Write>): void;
}

/** Where the disk takes nothing, no more than this waits for it. Steps have room of their own. */
const mostOf: Readonly<Record<RowKind, number>> = { seen: 2500, edit: 5000, step: 10_000 };
/** One visitor's, while there is room. Where there is none it is halved, for all, until there is. */
const mostOfOne = 50;

/** `onDropped` is told of a row that has given way. */
export function createWaitingRows<Write>(onDropped: (row: WaitingRow<Write>) => void): WaitingRows<Write> {
  const rows = new Map<string, WaitingRow<Write>>();
  const counts = new Map<Visitor, number>();
  let share = mostOfOne;
  const count = ({ kind, visitor }: WaitingRow<Write>, by: number) => {
    if (kind === 'seen') return;
    const now = (counts.get(visitor) ?? 0) + by;
    if (now > 0) counts.set(visitor, now);
    else counts.delete(visitor);
  };
  const drop = (row: WaitingRow<Write>) => {
    rows.delete(row.name);
    count(row, -1);
  };
  const makeRoom = () => {
    while (share > 1 && rows.size >= mostOf.edit) {
      share = Math.floor(share / 2);
      for (const row of [...rows.values()].reverse()) {
        if (row.kind !== 'edit' || (counts.get(row.visitor) ?? 0) <= share) continue;
        drop(row);
        onDropped(row);
      }
    }
  };
  return {
    get size() {
      return rows.size;
    },
    find: (name) => rows.get(name),
    has: (visitor) => counts.has(visitor),
    takes({ kind, visitor, name }) {
      if (rows.has(name)) return true;
      if (rows.size < mostOf.edit / 2) share = mostOfOne;
      if (kind !== 'seen' && (counts.get(visitor) ?? 0) >= share) return false;
      if (kind === 'edit') makeRoom();
      return rows.size < mostOf[kind];
    },
    set(row) {
      if (!rows.has(row.name)) count(row, 1);
      rows.set(row.name, row);
    },
    next(most, mostBytes) {
      const all = [...rows.values()];
      const inTurn = [
        ...all.filter(({ kind }) => kind === 'step'),
        ...all.filter(({ kind }) => kind !== 'step'),
      ].slice(0, most);
      let sum = 0;
      const over = inTurn.findIndex(({ bytes }, index) => {
        sum += bytes;
        return index > 0 && sum > mostBytes;
      });
      return over < 0 ? inTurn : inTurn.slice(0, over);
    },
    done(row) {
      if (rows.get(row.name) === row) drop(row);
    },
  };
}
