import { z } from 'zod';
import { deckDocumentSchema } from './deck-document.ts';

/** `deck.json` as a JSON Schema. */
export function deckSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(deckDocumentSchema, { target: 'draft-2020-12' });
  return { $schema, title: 'deck.json of a published Piste deck', ...schema };
}
