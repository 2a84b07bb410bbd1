import { diagnose, formatFindings } from '../commands/doctor.ts';
import { machineryFlags, readArguments } from './arguments.ts';
import { exitCodes } from './exit-codes.ts';

/** `piste doctor` */
export async function doctorCommand(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, machineryFlags, false);
  const findings = await diagnose(values.runtime);
  process.stdout.write(`${formatFindings(findings)}\n`);
  return findings.every((one) => one.ok || one.optional) ? exitCodes.ok : exitCodes.machine;
}
