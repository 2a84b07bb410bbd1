import { isObject } from '../page-config.ts';

/** From `atMs` on, lines `from`.. of the output are `lines`, and nothing follows them. */
export type Frame = readonly [atMs: number, from: number, lines: readonly string[]];

/** A record as the server gives it for being played: see `PlayedRecord` in records/page-records.ts. */
export interface Recording {
  readonly durationMs: number;
  readonly frames: readonly Frame[];
  /** Finished HTML that stands below the output at the end. */
  readonly picture: string | null;
}

const known = new Map<string, Promise<Recording | undefined>>();

/** Whether there is any way to have what is recorded: a page that was opened as a file can fetch nothing. */
export const isWithinReach = (key: string): boolean =>
  window.location.protocol !== 'file:' || embeddedText(key) !== undefined;

/** Fetches a record by its key, once; undefined if there is none to be had now. */
export function loadRecording(key: string): Promise<Recording | undefined> {
  const found = known.get(key);
  if (found) return found;
  const asked = fetchRecording(key).catch(() => undefined);
  known.set(key, asked);
  void asked.then((recording) => {
    if (!recording) known.delete(key);
  });
  return asked;
}

/** Fetches records one after the other, so that they are there when the server is not. */
export async function keepRecordings(keys: readonly string[]): Promise<void> {
  for (const key of keys) await loadRecording(key);
}

/** The lines that an output ends with after these frames. */
export function linesOf(frames: readonly Frame[]): readonly string[] {
  return frames.reduce<readonly string[]>((lines, [, from, next]) => [...lines.slice(0, from), ...next], []);
}

/** Takes a record from the server's answer; undefined for anything else. */
export function readRecording(value: unknown): Recording | undefined {
  if (!isObject(value) || typeof value.durationMs !== 'number' || !Array.isArray(value.frames))
    return undefined;
  const frames: readonly unknown[] = value.frames;
  if (!frames.every(isFrame)) return undefined;
  const picture = typeof value.picture === 'string' ? value.picture : null;
  return { durationMs: value.durationMs, frames, picture };
}

/** The record as a page that is one file has it inside it. */
const embeddedText = (key: string): string | undefined =>
  document.querySelector(`script[data-record="${CSS.escape(key)}"]`)?.textContent ?? undefined;

async function fetchRecording(key: string): Promise<Recording | undefined> {
  const embedded = embeddedText(key);
  if (embedded !== undefined) return readRecording(JSON.parse(embedded));
  if (!isWithinReach(key)) return undefined;
  const answer = await fetch(new URL(`outputs/${key}.json`, window.location.href));
  return answer.ok ? readRecording(await answer.json()) : undefined;
}

function isFrame(value: unknown): value is Frame {
  if (!Array.isArray(value)) return false;
  const [at, from, lines] = value;
  return typeof at === 'number' && typeof from === 'number' && Array.isArray(lines);
}
