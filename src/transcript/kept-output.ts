import { formatBytes } from '../cells/quantities.ts';

/** How much is kept of a beginning and of an end, in bytes and lines. */
export interface KeptLimits {
  readonly headBytes: number;
  readonly headLines: number;
  readonly tailBytes: number;
  readonly tailLines: number;
}

/** What is kept of a cell's output. */
export const keptLimits: KeptLimits = {
  headBytes: 256 * 1024,
  headLines: 2_000,
  tailBytes: 16 * 1024,
  tailLines: 1_000,
};

/** An output's end, with a line before it that says how much is missing; empty where nothing is. */
export interface KeptEnd {
  readonly notice: string;
  readonly tail: Buffer;
}

/** Splits a stream into what is kept at once and what is kept only if it turns out to be the end. */
export interface KeptOutput {
  /** The part of the chunk that belongs to the beginning; empty once that is full. */
  take(chunk: Buffer): Buffer;
  /** The end; undefined when the beginning was all. */
  finish(): KeptEnd | undefined;
  /** What it has kept by now, of each of the limits. */
  spent(): KeptLimits;
}

export function createKeptOutput(limits: KeptLimits = keptLimits): KeptOutput {
  let bytes = 0;
  let lines = 0;
  let past = 0;
  let full = false;
  let tail: Buffer = Buffer.alloc(0);
  return {
    take(chunk) {
      let end = 0;
      if (!full) {
        while (end < chunk.length && bytes + end < limits.headBytes && lines < limits.headLines) {
          if (movesDown(chunk[end])) lines++;
          end++;
        }
        bytes += end;
        full = end < chunk.length;
      }
      const rest = chunk.subarray(end);
      past += rest.length;
      tail =
        tail.length + rest.length <= limits.tailBytes
          ? Buffer.concat([tail, rest])
          : lastOf(tail, rest, limits.tailBytes);
      return chunk.subarray(0, end);
    },
    finish() {
      if (past === 0) return undefined;
      const first = startOfLastLines(tail, limits.tailLines);
      const missing = past - tail.length + first;
      if (missing === 0) return { notice: '', tail };
      // A tail that begins inside a line or an escape sequence would show half of it.
      const start = first > 0 ? first : tail.indexOf(0x0a) + 1;
      return {
        notice: `… ${formatBytes(past - tail.length + start)} not kept …`,
        tail: tail.subarray(start),
      };
    },
    spent: () => ({
      headBytes: bytes,
      headLines: lines,
      tailBytes: tail.length,
      tailLines: Math.min(limits.tailLines, tail.filter((byte) => byte === 0x0a).length),
    }),
  };
}

/** Line feed, vertical tab and form feed all move a line on. */
const movesDown = (byte: number | undefined) => byte === 0x0a || byte === 0x0b || byte === 0x0c;

/** Where the last `lines` lines begin; 0 when there are no more than that. */
function startOfLastLines(bytes: Buffer, lines: number): number {
  let seen = 0;
  for (let at = bytes.length - 2; at >= 0; at--) {
    if (bytes[at] === 0x0a && ++seen === lines) return at + 1;
  }
  return 0;
}

function lastOf(tail: Buffer, rest: Buffer, limit: number): Buffer {
  if (rest.length >= limit) return Buffer.from(rest.subarray(rest.length - limit));
  return Buffer.concat([tail.subarray(tail.length + rest.length - limit), rest]);
}
