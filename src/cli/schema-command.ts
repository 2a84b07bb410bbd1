import { frontMatterSchema } from '../deck/front-matter-schema.ts';
import { readArguments } from './arguments.ts';
import { exitCodes } from './exit-codes.ts';

/** `piste schema` */
export async function schemaCommand(args: readonly string[]): Promise<number> {
  readArguments(args, {}, false);
  process.stdout.write(`${JSON.stringify(frontMatterSchema(), null, 2)}\n`);
  return exitCodes.ok;
}
