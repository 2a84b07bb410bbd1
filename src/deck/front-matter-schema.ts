import { z } from 'zod';
import { ownKeys } from './settings-schema.ts';

/**
 * The keys of a deck's front matter as a JSON Schema (draft 7, which editors know best). Keys of other tools are
 * allowed, as they are in a deck.
 */
export function frontMatterSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(ownKeys, {
    target: 'draft-7',
    io: 'input',
    // What is read to a number is written as text; the schema is about what is written.
    unrepresentable: 'any',
  });
  return {
    $schema,
    title: 'Front matter of a Piste deck',
    description: 'What stands between the two lines `---` at the top of a deck.',
    ...schema,
    additionalProperties: true,
  };
}
