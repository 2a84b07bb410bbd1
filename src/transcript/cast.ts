import { z } from 'zod';
import { elapsedSchema, exitSchema, momentSchema, sideSchema } from './cast-bounds.ts';
import type { CastEvent, Transcript } from './transcript.ts';

const partsSchema = z.object({
  environment: z.string(),
  limits: z.string(),
  previous: z.string(),
  kind: z.string(),
  language: z.string(),
  body: z.string(),
  options: z.string(),
});

const headerSchema = z.object({
  version: z.literal(2),
  width: sideSchema,
  height: sideSchema,
  timestamp: momentSchema,
  piste: z.object({
    key: z.string(),
    exit: exitSchema,
    durationMs: elapsedSchema,
    nixVersion: z.string(),
    parts: partsSchema,
  }),
});

const eventSchema = z.tuple([elapsedSchema, z.string(), z.string()]);

/** A transcript as an asciicast v2 file; what that format has no word for is under `piste` in its header. */
export function encodeCast(transcript: Transcript): string {
  const { key, parts, exit, durationMs, nixVersion } = transcript;
  const header = {
    version: 2,
    width: transcript.cols,
    height: transcript.rows,
    timestamp: transcript.recordedAt,
    duration: Math.max(durationMs, transcript.events.at(-1)?.at ?? 0) / 1000,
    env: { SHELL: '/bin/bash', TERM: 'xterm-256color' },
    piste: { key, exit, durationMs, nixVersion, parts },
  };
  const events = transcript.events.map(({ at, kind, data }) => [
    at / 1000,
    kind === 'output' ? 'o' : 'm',
    data,
  ]);
  return [header, ...events].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** Reads an asciicast v2 file of ours; undefined for anything that is not one, a torn one above all. */
export function parseCast(text: string): Transcript | undefined {
  try {
    if (!text.endsWith('\n')) return undefined;
    const [first = '', ...rest] = text.slice(0, -1).split('\n');
    const { width, height, timestamp, piste } = headerSchema.parse(JSON.parse(first));
    const events = rest.flatMap((line): CastEvent[] => {
      const [at, code, data] = eventSchema.parse(JSON.parse(line));
      // Others may have added what we do not know, such as a size or a key.
      if (code !== 'o' && code !== 'm') return [];
      return [{ at: Math.round(at * 1000), kind: code === 'o' ? 'output' : 'mark', data }];
    });
    return { ...piste, cols: width, rows: height, recordedAt: timestamp, events };
  } catch {
    return undefined;
  }
}
