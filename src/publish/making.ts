import { z } from 'zod';

const makingSchema = z.strictObject({
  /** The program that made it, by what it is made of. */
  program: z.string(),
  base: z.url().nullable(),
  title: z.string().nullable(),
  notes: z.boolean(),
});

/** How a site was made of its decks: whoever makes it so again gets the same. */
export type Making = z.infer<typeof makingSchema>;

export const formatMaking = (making: Making): string => JSON.stringify(making);

/** Undefined where it is not said, or not as this program says it. */
export function parseMaking(text: string | undefined): Making | undefined {
  try {
    return makingSchema.parse(JSON.parse(text ?? ''));
  } catch {
    return undefined;
  }
}
