import type { Engine } from '../engine/engine.ts';
import { createOciEngine } from '../engine/oci/oci-engine.ts';
import { type RuntimeName, runtimeNames } from '../engine/oci/runtime.ts';
import { buildEnvironment, currentEnvironment } from '../environment/build-environment.ts';
import { findMirror } from '../environment/mirror.ts';
import { type Places, placesOf } from '../environment/places.ts';
import { ConfigError, MachineError } from '../errors.ts';
import type { Machinery } from '../session/live-deck.ts';
import { createProgressBar } from './progress-bar.ts';

export interface MachineryOptions {
  readonly runtime?: string | undefined;
  readonly mirror?: string | undefined;
  readonly snapshot?: string | undefined;
}

/** The engine that was asked for, or runc. */
export function chooseEngine(name: string | undefined, places: Places = placesOf()): Engine {
  const runtime = name ?? process.env.PISTE_RUNTIME ?? 'runc';
  const known = runtimeNames.find((one): one is RuntimeName => one === runtime);
  if (!known) throw new ConfigError(`no runtime is called ${runtime}`, `--runtime ${runtimeNames.join('|')}`);
  return createOciEngine({ places, runtime: known });
}

/** Builds the environment if it is missing, with a progress bar on stderr, and says what was taken newer. */
export async function prepareEnvironment(options: MachineryOptions): Promise<Machinery['environment']> {
  const places = placesOf();
  const existing = await currentEnvironment(places);
  if (existing) return existing;
  const bar = createProgressBar(process.stderr);
  const given = {
    ...(options.mirror === undefined ? {} : { mirror: options.mirror }),
    ...(options.snapshot === undefined ? {} : { snapshot: options.snapshot }),
  };
  try {
    const built = await buildEnvironment({
      places,
      mirror: () => findMirror(given),
      onProgress: (progress) => bar.show(progress),
    });
    for (const one of built.newer) bar.say(`took a newer package than the lock has: ${one}`);
    return built;
  } finally {
    bar.end();
  }
}

/** Engine and environment, ready to start sessions. Throws `MachineError` with the mend where that cannot be. */
export async function findMachinery(options: MachineryOptions): Promise<Machinery> {
  const engine = chooseEngine(options.runtime);
  const [obstacle] = await engine.obstacles();
  if (obstacle) throw new MachineError(obstacle.what, obstacle.mend);
  return { engine, environment: await prepareEnvironment(options) };
}
