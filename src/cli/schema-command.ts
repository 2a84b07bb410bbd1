import { frontMatterSchema } from '../deck/front-matter-schema.ts';
import { readArguments } from './arguments.ts';
import { exitCodes } from './exit-codes.ts';

const flags = { published: { type: 'boolean', default: false } } as const;

/** `piste schema` */
export async function schemaCommand(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, flags, false);
  const schema = values.published
    ? (await import('../publish/deck-schema.ts')).deckSchema()
    : frontMatterSchema();
  process.stdout.write(`${JSON.stringify(schema, null, 2)}\n`);
  return exitCodes.ok;
}
