/** What is known of a cell's last run. Moments are numbers that grow. */
export interface Ran {
  /** The visitor's text that ran; undefined: the author's. */
  readonly text: string | undefined;
  readonly at: number;
  /** When it last ran another text than before; 0: never. */
  readonly changedAt: number;
}

export interface ChainCell {
  readonly id: string;
  readonly session: string;
  /** The text that it has now. */
  readonly text: string | undefined;
  /** Undefined where nothing that it shows is of a run. */
  readonly ran: Ran | undefined;
}

/** `edited`: its text is not the one that ran; `before`: a cell above it, of its chain, has changed since it ran. */
export type Stale = 'edited' | 'before';

/** A cell has run this text, at this moment. */
export function noteRun(before: Ran | undefined, text: string | undefined, at: number): Ran {
  const changedAt = before && before.text !== text ? at : (before?.changedAt ?? 0);
  return { text, at, changedAt };
}

/** Which cells show what is not of the page's texts as they are now; `cells` in their order. */
export function staleCells(cells: readonly ChainCell[]): ReadonlyMap<string, Stale> {
  const stale = new Map<string, Stale>();
  const changed = new Map<string, number>();
  for (const { id, session, text, ran } of cells) {
    if (!ran) continue;
    const isEdited = ran.text !== text;
    const above = changed.get(session) ?? 0;
    if (isEdited) stale.set(id, 'edited');
    else if (above > ran.at) stale.set(id, 'before');
    changed.set(session, Math.max(above, isEdited ? Number.POSITIVE_INFINITY : ran.changedAt));
  }
  return stale;
}
