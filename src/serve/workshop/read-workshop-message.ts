import { z } from 'zod';
import { editLimitBytes, mostDocks } from '../../workshop/workshop-limits.ts';
import type { WorkshopClientMessage } from './workshop-protocol.ts';

const name = z.string().min(1).max(200);
/** A text that is too long is said to be so: only what nobody can have typed is no message. */
const text = z.string().max(2 * editLimitBytes);

const workshopMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('run'), cell: name }),
  z.strictObject({ type: z.literal('cancel'), cell: name }),
  z.strictObject({ type: z.literal('reset'), session: name }),
  z.strictObject({ type: z.literal('restore'), cell: name }),
  z.strictObject({ type: z.literal('edit'), cell: name, text: text.nullable() }),
  z.strictObject({ type: z.literal('check'), step: name }),
  z.strictObject({ type: z.literal('extend') }),
  z.strictObject({ type: z.literal('leave') }),
  z.strictObject({ type: z.literal('close'), dock: z.number().int().min(1).max(mostDocks) }),
]);

/** Reads a visitor's message; undefined for anything that is not one. */
export function readWorkshopMessage(data: unknown): WorkshopClientMessage | undefined {
  try {
    const parsed = workshopMessage.safeParse(JSON.parse(String(data)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
