import { isRecord } from './front-matter.ts';

/*
 * What a deck says of itself, in the forms in which Jekyll, Hugo and Slidev write it. These keys were theirs first: what
 * is not understood is left out, and is no mistake.
 */

/** One line of text; undefined for what is none. */
export function readLine(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const line = String(value).replace(/\s+/g, ' ').trim();
  return line === '' ? undefined : line;
}

/** Tags as a list, or in one text: between commas, else between blanks as Jekyll has them. */
export function readTags(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => readLine(one) ?? []);
  const line = readLine(value);
  return line === undefined
    ? []
    : line.split(line.includes(',') ? ',' : ' ').flatMap((one) => readLine(one) ?? []);
}

/** All of several lists of tags, each once, as it is written first. */
export function joinTags(lists: readonly (readonly string[])[]): readonly string[] {
  const tags = new Map<string, string>();
  for (const tag of lists.flat()) {
    const key = tag.toLowerCase();
    if (!tags.has(key)) tags.set(key, tag);
  }
  return [...tags.values()];
}

/** Names of people: one, several, or mappings with a `name`. */
export function readPeople(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(readPeople);
  const name = readLine(isRecord(value) ? value.name : value);
  return name === undefined ? [] : [name];
}

/** The path or address of a picture: alone, the first of several, or in a mapping as Jekyll's and Hugo's themes have it. */
export function readPicture(value: unknown): string | undefined {
  if (Array.isArray(value)) return readPicture(value[0]);
  if (isRecord(value)) return readLine(value.path ?? value.src ?? value.url ?? value.image);
  return typeof value === 'string' ? readLine(value) : undefined;
}

/** Paths, one or several, each as it is written. */
export const readPaths = (value: unknown): readonly string[] =>
  [value].flat().flatMap((one) => (typeof one === 'string' ? (readLine(one) ?? []) : []));

const written =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]| +)(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)? *(Z|z|UTC|[+-]\d\d:?\d\d)?)?$/;

/**
 * A day, or a time with its zone, in the form of RFC 3339: `2026-11-20`, `2026-11-20T18:00:00+01:00`. Where no zone is
 * written it is UTC, so that it means the same on every machine; what is no date is undefined.
 */
export function readDate(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : undefined;
  const parts = text === undefined ? null : written.exec(text);
  if (parts === null) return undefined;
  const [, year = '', month = '', dayOfMonth = '', hour, minute = '', second = '00', zone = 'Z'] = parts;
  const two = (digits: string): string => digits.padStart(2, '0');
  const day = `${year}-${two(month)}-${two(dayOfMonth)}`;
  const noon = new Date(`${day}T12:00:00Z`);
  // The thirtieth of February is another day to `Date`, and none to a reader.
  if (Number.isNaN(noon.getTime()) || noon.toISOString().slice(0, 10) !== day) return undefined;
  if (hour === undefined) return day;
  const offset = /^(?:z|utc)$/i.test(zone) ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const time = `${day}T${two(hour)}:${minute}:${second}${offset}`;
  return Number.isNaN(Date.parse(time)) ? undefined : time;
}
