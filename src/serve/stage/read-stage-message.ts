import { z } from 'zod';

const index = z.number().int().min(0).max(1_000_000);
const slide = z.string().regex(/^\d{1,7}\/\d{1,7}$/);
const id = z.string().min(1).max(40);
const share = z.number().min(-1).max(2);

/** Numbers in one stroke: a line that is longer goes on as another. */
const strokeNumbers = 4_000;

const stroke = z.strictObject({
  id,
  pen: z.number().int().min(0).max(2),
  // A pen is no finer than this, and a number may have twenty letters.
  points: z
    .array(z.number().min(-10_000).max(10_000))
    .min(2)
    .max(strokeNumbers)
    .transform((points) => points.map((point) => Math.round(point * 10) / 10)),
});

const move = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('show'),
    h: index,
    v: index,
    f: z.number().int().min(-1).max(10_000),
    line: index,
  }),
  z.strictObject({ kind: z.literal('blank'), blank: z.enum(['off', 'black', 'white']) }),
  z.strictObject({
    kind: z.literal('timer'),
    running: z.boolean(),
    elapsedMs: z
      .number()
      .min(0)
      .max(7 * 86_400_000),
  }),
  z.strictObject({ kind: z.literal('laser'), at: z.tuple([share, share]).nullable() }),
  z.strictObject({ kind: z.literal('stroke'), slide, stroke }),
  z.strictObject({ kind: z.literal('erase'), slide, strokes: z.array(id).max(1_000) }),
  z.strictObject({ kind: z.literal('go'), to: z.enum(['next', 'prev', 'replay']) }),
]);

/** What pages say about the stage; nothing in it is code, and all of it is bounded. */
export const stageMessages = [
  z.strictObject({ type: z.literal('join'), role: z.enum(['slides', 'speaker']) }),
  z.strictObject({ type: z.literal('codes') }),
  z.strictObject({ type: z.literal('stage'), page: id, n: index.max(Number.MAX_SAFE_INTEGER), move }),
] as const;

/** What a remote may ask for. */
export const remoteMoves = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('go'), to: z.enum(['next', 'prev', 'replay']) }),
  z.strictObject({ type: z.literal('blank'), blank: z.enum(['off', 'black', 'white']) }),
  z.strictObject({ type: z.literal('timer'), act: z.enum(['start', 'pause', 'reset']) }),
  z.strictObject({ type: z.literal('laser'), at: z.tuple([share, share]).nullable() }),
  z.strictObject({ type: z.literal('run'), cell: z.string().min(1).max(200) }),
]);

export type RemoteMove = z.output<typeof remoteMoves>;
