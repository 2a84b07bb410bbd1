import type { KeyedCell, KeyParts } from '../cells/cell-key.ts';
import type { DeckRecords } from '../records/deck-records.ts';
import type { Transcript } from '../transcript/transcript.ts';

const said: readonly (readonly [keyof KeyParts, string])[] = [
  ['environment', 'the environment has changed'],
  ['limits', 'the limits of the session have changed'],
  ['body', 'its text has changed'],
  ['language', 'its language has changed'],
  ['kind', 'its kind has changed'],
  ['options', 'its options have changed'],
  ['previous', 'a cell before it in its chain has changed'],
];

/** Says why a cell must run: what of its key is not what it was, or that nothing is known of it. */
export async function whyRun(one: KeyedCell, records: DeckRecords): Promise<string> {
  const locked = records.locked(one.cell.id);
  if (locked?.key === one.key) return 'its transcript is missing, or is not the one that the lock names';
  const before = await recordBefore(one, records);
  if (!before) return 'it has never been recorded';
  const changed = said.filter(([part]) => before.parts[part] !== one.parts[part]).map(([, words]) => words);
  // What follows a changed cell has changed with it; that alone is worth saying only where nothing else is.
  const own = changed.length > 1 ? changed.slice(0, -1) : changed;
  const shown = changed.at(-1) === said.at(-1)?.[1] ? own : changed;
  return shown.join(', ') || 'its transcript is missing';
}

/**
 * The record that a cell had under another key: of the cell with its text, nearest where its name says, else of the cell
 * with its name. Undefined for a cell that is new.
 */
export async function recordBefore(one: KeyedCell, records: DeckRecords): Promise<Transcript | undefined> {
  const locked = records.locked(one.cell.id);
  const named = locked ? await records.get(locked.key) : undefined;
  if (named && isSameText(named, one)) return named;
  const others = await records.all();
  const sameText = others.filter((transcript) => isSameText(transcript, one));
  // Two cells with one text cannot be told apart without their names.
  if (sameText.length === 1) return sameText[0];
  const hasName = one.cell.id !== String(one.cell.ordinal);
  return hasName || sameText.length === 0 ? named : undefined;
}

const isSameText = ({ parts }: Transcript, { parts: own }: KeyedCell): boolean =>
  parts.body === own.body && parts.kind === own.kind && parts.language === own.language;
