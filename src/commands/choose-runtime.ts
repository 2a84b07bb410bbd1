import { type RuntimeName, runtimeNames } from '../engine/oci/runtime.ts';
import { ConfigError } from '../errors.ts';

/** The OCI runtime that was asked for, on the command line or by `PISTE_RUNTIME`, or runc. */
export function chooseRuntime(name: string | undefined): RuntimeName {
  const runtime = name ?? process.env.PISTE_RUNTIME ?? 'runc';
  const known = runtimeNames.find((one) => one === runtime);
  if (!known) throw new ConfigError(`no runtime is called ${runtime}`, `--runtime ${runtimeNames.join('|')}`);
  return known;
}
