import type { AsPlainObject } from 'minisearch';
import { indexOptions } from './index-options.ts';
import type { KeptEntry, SearchDeck } from './search-entry.ts';

/**
 * An index as a site has it: a third of what MiniSearch writes. Entries have no ids but their numbers; a term's entries
 * are told by their distances.
 */
export interface PackedIndex {
  /** A line for each term: the term, and for each field that has it the field's number and its entries. */
  readonly terms: string;
  /** How many words each field of an entry has. */
  readonly lengths: readonly (readonly number[])[];
  readonly averages: readonly number[];
  readonly kept: readonly KeptEntry[];
}

/** The file that a site's pages read when somebody searches. */
export interface SearchData {
  readonly decks: readonly SearchDeck[];
  readonly index: PackedIndex;
}

const base = 36;

/** Packs what MiniSearch has of entries that were added in the order of their ids, 0, 1, 2 and so on. */
export function packIndex(index: AsPlainObject, kept: readonly KeptEntry[]): PackedIndex {
  return {
    terms: index.index.map(([term, fields]) => `${term} ${packFields(fields)}`).join('\n'),
    lengths: kept.map((_, entry) => (index.fieldLength[entry] ?? []).map((length) => length ?? 0)),
    averages: index.averageFieldLength.map((length) => Math.round(length * 100) / 100),
    kept,
  };
}

type Fields = Readonly<Record<string, Readonly<Record<string, number>>>>;

function packFields(fields: Fields): string {
  return Object.entries(fields)
    .map(([field, entries]) => {
      let last = 0;
      const told = Object.entries(entries).map(([entry, times]) => {
        const step = (Number(entry) - last).toString(base);
        last = Number(entry);
        return times === 1 ? step : `${step}:${times}`;
      });
      return `${field}=${told.join(',')}`;
    })
    .join(' ');
}

/** What MiniSearch loads. */
export function unpackIndex({ terms, lengths, averages, kept }: PackedIndex): AsPlainObject {
  const byEntry = <T>(values: readonly T[]): Record<string, T> => Object.fromEntries(values.entries());
  return {
    documentCount: kept.length,
    nextId: kept.length,
    documentIds: byEntry(kept.map((_, entry) => entry)),
    fieldIds: Object.fromEntries(indexOptions.fields.map((field, place) => [field, place])),
    fieldLength: byEntry(lengths.map((one) => [...one])),
    averageFieldLength: [...averages],
    storedFields: byEntry(kept.map((one) => ({ ...one }))),
    dirtCount: 0,
    index: terms === '' ? [] : terms.split('\n').map(unpackTerm),
    serializationVersion: 2,
  };
}

function unpackTerm(line: string): [string, Record<string, Record<string, number>>] {
  const [term = '', ...fields] = line.split(' ');
  return [term, Object.fromEntries(fields.map(unpackField))];
}

function unpackField(text: string): [string, Record<string, number>] {
  const [field = '', told = ''] = text.split('=');
  let entry = 0;
  const entries = told.split(',').map((one): [string, number] => {
    const [step = '', times = '1'] = one.split(':');
    entry += Number.parseInt(step, base);
    return [String(entry), Number(times)];
  });
  return [field, Object.fromEntries(entries)];
}
