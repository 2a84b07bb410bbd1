import { z } from 'zod';
import { elapsedSchema, exitSchema, momentSchema, sideSchema } from '../transcript/cast-bounds.ts';

const slideSchema = z.object({ h: z.number().int(), v: z.number().int(), line: z.number().int() });

const headSchema = z.object({
  type: z.literal('talk'),
  version: z.literal(1),
  deck: z.string(),
  /** The deck's file, in the folder above the talk's. */
  file: z.string(),
  title: z.string(),
  /** Seconds since 1970. */
  startedAt: momentSchema,
});

const entrySchema = z.discriminatedUnion('type', [
  /** A slide came to be shown, `at` ms into the talk. */
  z.object({ type: z.literal('slide'), at: elapsedSchema, ...slideSchema.shape }),
  /** A cell has run: what its terminal got, as asciicast events, and how it ended. */
  z.object({
    type: z.literal('cell'),
    at: elapsedSchema,
    cell: z.string(),
    status: z.enum(['ok', 'failed', 'error', 'cancelled']),
    exit: exitSchema,
    reason: z.string().optional(),
    durationMs: elapsedSchema,
    cols: sideSchema,
    rows: sideSchema,
    show: z.enum(['text', 'json', 'tree', 'graph', 'image', 'size']),
    events: z.array(z.tuple([elapsedSchema, z.enum(['o', 'm']), z.string()])),
  }),
]);

export type TalkHead = z.infer<typeof headSchema>;
export type TalkEntry = z.infer<typeof entrySchema>;

/** What was shown and what was really run while a deck was presented, in order of time. */
export interface Talk extends TalkHead {
  readonly entries: readonly TalkEntry[];
}

/** Reads the lines of a talk; the last may be torn, where the machine went off in the middle of it. */
export function parseTalk(text: string): Talk | undefined {
  try {
    const [first = '', ...rest] = text.split('\n').filter((line) => line !== '');
    const head = headSchema.parse(JSON.parse(first));
    const entries: TalkEntry[] = [];
    for (const line of rest) {
      const entry = entrySchema.safeParse(parseLine(line));
      if (entry.success) entries.push(entry.data);
    }
    return { ...head, entries };
  } catch {
    return undefined;
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
