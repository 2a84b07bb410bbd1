import type { Cell } from '../cells/cell.ts';
import { fenceText } from './edited-deck.ts';
import { editLimitBytes, editsLimitBytes } from './workshop-limits.ts';

/** A visitor's own texts of a deck's cells, bounded. */
export interface KeptEdits {
  all(): ReadonlyMap<string, string>;
  /** Keeps a text; null, or what its author wrote, forgets it. Says why where it is not kept, or is the same already. */
  set(cell: Cell, text: string | null): 'kept' | 'same' | 'too-long' | 'too-many';
}

export function createKeptEdits(first: ReadonlyMap<string, string>): KeptEdits {
  const texts = new Map(first);
  let bytes = [...texts.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return {
    all: () => texts,
    set(cell, text) {
      const next = text === null || fenceText(cell, text) === cell.body ? undefined : text;
      const before = texts.get(cell.id);
      if (next === before) return 'same';
      const size = Buffer.byteLength(next ?? '');
      if (size > editLimitBytes) return 'too-long';
      const sum = bytes + size - Buffer.byteLength(before ?? '');
      if (sum > editsLimitBytes) return 'too-many';
      bytes = sum;
      if (next === undefined) texts.delete(cell.id);
      else texts.set(cell.id, next);
      return 'kept';
    },
  };
}
