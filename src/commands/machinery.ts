import type { Deck } from '../deck/deck.ts';
import type { Engine } from '../engine/engine.ts';
import { createOciEngine } from '../engine/oci/oci-engine.ts';
import { buildBase } from '../environment/build-base.ts';
import { buildEnvironment, currentEnvironment } from '../environment/build-environment.ts';
import { noteDeckUses } from '../environment/deck-uses.ts';
import type { Environment } from '../environment/environment.ts';
import type { EnvironmentSpec } from '../environment/environment-spec.ts';
import { findMirror } from '../environment/mirror.ts';
import { specOfDeck } from '../environment/pin-flake.ts';
import { type Places, placesOf } from '../environment/places.ts';
import { openPool } from '../environment/pool.ts';
import { MachineError } from '../errors.ts';
import { openSnapshots } from '../records/snapshots.ts';
import type { Machinery } from '../session/live-deck.ts';
import { chooseRuntime } from './choose-runtime.ts';
import { createProgressBar } from './progress-bar.ts';

export interface MachineryOptions {
  readonly runtime?: string | undefined;
  readonly mirror?: string | undefined;
  readonly snapshot?: string | undefined;
}

/** The engine that was asked for, or runc. */
export function chooseEngine(name: string | undefined, places: Places = placesOf()): Engine {
  return createOciEngine({ places, runtime: chooseRuntime(name) });
}

/** The mirror that was asked for on the command line, as `findMirror` takes it. */
export const mirrorOf = ({ mirror, snapshot }: MachineryOptions) => ({
  ...(mirror === undefined ? {} : { mirror }),
  ...(snapshot === undefined ? {} : { snapshot }),
});

/** Builds an environment if it is missing, with a progress bar on stderr, and says what was taken newer. */
async function prepareEnvironment(
  spec: EnvironmentSpec,
  engine: Engine,
  options: MachineryOptions,
): Promise<Environment> {
  const places = placesOf();
  const existing = await currentEnvironment(places, spec);
  if (existing) return existing;
  const bar = createProgressBar(process.stderr);
  try {
    const built = await buildEnvironment({
      places,
      spec,
      mirror: () => findMirror(mirrorOf(options)),
      runProgram: (program) => engine.runProgram(program),
      onProgress: (progress) => bar.show(progress),
    });
    for (const one of built.newer) bar.say(`took a newer package than the lock has: ${one}`);
    return built;
  } finally {
    bar.end();
  }
}

/** An engine, and environments as they are asked for. Throws `MachineError` with the mend where there is no engine. */
export async function findMachinery(options: MachineryOptions): Promise<Machinery> {
  const engine = chooseEngine(options.runtime);
  const [obstacle] = await engine.obstacles();
  if (obstacle) throw new MachineError(obstacle.what, obstacle.mend);
  // One after the other: they share a store, and a person reads one line of progress.
  let last: Promise<unknown> = Promise.resolve();
  // Found once: telling an environment's name reads all that it is made of, and every start of a session asks.
  const known = new Map<string, Promise<Environment>>();
  const environment = (spec: EnvironmentSpec) => {
    const key = JSON.stringify(spec);
    const found = known.get(key);
    if (found) return found;
    const made = last.then(() => prepareEnvironment(spec, engine, options));
    last = made.catch(() => known.delete(key));
    known.set(key, made);
    return made;
  };
  const places = placesOf();
  // Each deck once, and those that come together in one go: decks are run side by side, and share the list. A cell that
  // is pressed asks for its deck's environment too, and is not to wait for the disk.
  const noted = new Map<string, Promise<void>>();
  let waiting: string[] = [];
  let lastNoted: Promise<void> = Promise.resolve();
  const noteUse = (file: string): Promise<void> => {
    const found = noted.get(file);
    if (found) return found;
    const isFirst = waiting.push(file) === 1;
    if (isFirst) {
      lastNoted = lastNoted
        .catch(() => undefined)
        .then(async () => {
          const files = waiting;
          waiting = [];
          await noteDeckUses(places, files).catch((error: unknown) => {
            for (const one of files) noted.delete(one);
            throw error;
          });
        });
    }
    noted.set(file, lastNoted);
    return lastNoted;
  };
  const pool = async () => {
    const base = await buildBase({
      places,
      mirror: () => findMirror(mirrorOf(options)),
      onProgress: () => {},
    });
    return { base, pool: await openPool(places, (program) => engine.runProgram(program)) };
  };
  return {
    engine,
    environment,
    snapshots: openSnapshots({ dir: places.snapshots }),
    async environmentOf(deck: Deck) {
      const spec = await specOfDeck({ file: deck.file, wishes: deck.settings.environment }, pool);
      if (!spec) throw new Error('a deck has no pin and no one to pin it');
      const made = await environment(spec);
      await noteUse(deck.file);
      return made;
    },
  };
}
