/** The visitor's own texts, kept by the server. */
export interface Edits {
  /** The visitor's text of a cell; undefined where the author's holds. */
  readonly text: (cell: string) => string | undefined;
  /** Takes a new text (null: the author's again), and has it kept a moment later. */
  readonly set: (cell: string, text: string | null) => void;
  /** Sends at once what has not been sent. */
  readonly flush: () => void;
  /** Takes what the server keeps, but for what it has not got yet; the cells that have changed. */
  readonly take: (kept: Readonly<Record<string, string>>) => readonly string[];
  /** Takes one that another page has changed, unless a newer one of ours is on its way; the cell if it has changed. */
  readonly takeOne: (cell: string, text: string | null) => readonly string[];
}

const pauseMs = 400;

/** `send` is false when there is no connection: what was typed waits for the next `flush`. */
export function createEdits(send: (cell: string, text: string | null) => boolean): Edits {
  let texts = new Map<string, string>();
  const unsent = new Map<string, string | null>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    for (const [cell, text] of unsent) if (send(cell, text)) unsent.delete(cell);
  };
  return {
    flush,
    text: (cell) => texts.get(cell),
    set(cell, text) {
      if (text === null) texts.delete(cell);
      else texts.set(cell, text);
      unsent.set(cell, text);
      clearTimeout(timer);
      timer = setTimeout(flush, pauseMs);
    },
    take(kept) {
      const next = new Map(Object.entries(kept));
      for (const [cell, text] of unsent) {
        if (text === null) next.delete(cell);
        else next.set(cell, text);
      }
      const changed = [...new Set([...texts.keys(), ...next.keys()])].filter(
        (cell) => texts.get(cell) !== next.get(cell),
      );
      texts = next;
      return changed;
    },
    takeOne(cell, text) {
      if (unsent.has(cell) || texts.get(cell) === (text ?? undefined)) return [];
      if (text === null) texts.delete(cell);
      else texts.set(cell, text);
      return [cell];
    },
  };
}
