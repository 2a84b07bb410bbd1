import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Base } from './base.ts';
import type { BuildProgress } from './build-base.ts';
import type { EnvironmentSpec } from './environment-spec.ts';
import { type Fetched, fetchPackages, newerThanLocked } from './fetch-packages.ts';
import {
  type EnvironmentLock,
  type PocketArchitecture,
  pocketArchitectures,
  readPocketList,
} from './lock.ts';
import type { Mirror } from './mirror.ts';
import type { Places } from './places.ts';
import { type PocketLock, seedPackages, writePocketSource } from './pocket-source.ts';
import type { Pool, PoolRun } from './pool.ts';
import type { HostFolder } from './program.ts';

export interface RealiseOptions {
  readonly places: Places;
  readonly spec: EnvironmentSpec;
  readonly lock: EnvironmentLock;
  readonly base: Base;
  readonly pool: Pool;
  /** Where the pool's scripts leave what they found. */
  readonly exchange: string;
  readonly mirror: () => Promise<Mirror>;
  readonly onProgress: (progress: BuildProgress) => void;
}

const shownDerivations = z.record(z.string(), z.object({ env: z.object({ outputHash: z.string() }) }));

export interface Plan {
  /** The lock that the package set was made with. */
  readonly pocket: PocketLock;
  readonly newer: readonly string[];
  /** How to run what comes next. */
  readonly run: PoolRun;
}

/**
 * Plans until all that has to be taken apart is downloaded. A package that is gone from the mirror changes the lock that
 * the package set is made with, and with it the plan.
 */
export async function planPackages(of: RealiseOptions): Promise<Plan> {
  const { spec, exchange, pool, lock } = of;
  let pocket: PocketLock = lock.pocketpkgs;
  const newer: string[] = [];
  const fetchWith: FetchWith = async (packages, machine) =>
    fetchPackages(packages, {
      downloads: of.places.downloads,
      mirror: await of.mirror(),
      suite: lock.suite,
      timestamp: lock.timestamp,
      architecture: machine,
      onBytes: (done, total) => of.onProgress({ phase: 'fetch', done, total }),
    });
  for (let round = 0; round < 4; round++) {
    await writeFile(join(exchange, 'spec.json'), JSON.stringify(specFile(spec)));
    if (spec.nixpkgs === 'pocket') await writeTree(join(exchange, 'tree'), pocket, fetchWith);
    const run = poolRun(of);
    await pool.run('plan', run);
    const hashes = await neededDebs(exchange);
    let changed = false;
    // Nearly always this machine's; a cross build's packages are another's.
    for (const architecture of pocketArchitectures) {
      const wanted = pocket[architecture].filter((one) => hashes.has(one.sha256));
      if (wanted.length === 0) continue;
      const taken = new Map((await fetchWith(wanted, architecture)).map((one) => [one.wanted.name, one]));
      const words = [...taken.values()].map(newerThanLocked).filter((one) => one !== undefined);
      if (words.length === 0) continue;
      changed = true;
      newer.push(...words);
      pocket = {
        ...pocket,
        [architecture]: pocket[architecture].map((one) => taken.get(one.name)?.taken ?? one),
      };
    }
    if (!changed) return { pocket, newer, run };
  }
  throw new Error('the mirror changes faster than it can be read');
}

type FetchWith = (
  packages: PocketLock['amd64'],
  architecture: PocketArchitecture,
) => Promise<readonly Fetched<PocketLock['amd64'][number]>[]>;

/** The package set as a flake's source, with a busybox for each architecture out of its package. */
async function writeTree(dir: string, pocket: PocketLock, fetch: FetchWith): Promise<void> {
  await rm(dir, { recursive: true, force: true });
  const { busybox } = await readPocketList();
  const seeds = seedPackages(pocket, busybox).map(async ({ architecture, package: one }) => {
    const [fetched] = await fetch([one], architecture);
    return { architecture, deb: fetched?.path ?? '' };
  });
  await writePocketSource(dir, pocket, await Promise.all(seeds));
}

/** How the pool's scripts run for a spec: with the network only for what is not on this machine. */
function poolRun(of: RealiseOptions): PoolRun {
  const { spec, exchange } = of;
  const folders: HostFolder[] = [];
  if (spec.flakeDir !== undefined)
    folders.push({ source: spec.flakeDir, target: '/mnt/flake', writable: false });
  const substituters = spec.substituters.map((address, at) => {
    const path = address.match(/^file:\/\/(\/[^?]*)/)?.[1];
    if (path === undefined) return address;
    const target = `/mnt/substituter-${at}`;
    folders.push({ source: path, target, writable: false });
    return address.replace(path, target);
  });
  const remoteFlake = spec.nixpkgs !== 'pocket' && spec.flakeDir === undefined;
  return {
    base: of.base,
    exchange,
    folders,
    network: remoteFlake || substituters.some((address) => !address.startsWith('file:')),
    env: { FLAKE: spec.nixpkgs },
    nixConfig: [
      `substituters = ${substituters.join(' ')}`,
      `trusted-public-keys = ${spec.trustedPublicKeys.join(' ')}`,
    ],
    onLine: buildCounter(of),
  };
}

/** What a deck's own builds and shells begin with; a real nixpkgs' `nix-shell -p` takes its compiler too. */
const basics = ['stdenvNoCC', 'bashInteractive'];

/** What `roots.nix` reads. */
function specFile(spec: EnvironmentSpec): Record<string, unknown> {
  return {
    title: spec.nixpkgs === 'pocket' ? 'pocketpkgs' : spec.nixpkgs,
    source: '@source@',
    flake: spec.nixpkgs === 'pocket' ? '' : spec.nixpkgs,
    packages: spec.packages,
    basics: [
      ...basics,
      ...(spec.nixpkgs === 'pocket' ? [] : ['stdenv']),
      ...(spec.containers ? ['podman'] : []),
    ],
  };
}

async function neededDebs(exchange: string): Promise<ReadonlySet<string>> {
  const text = await readFile(join(exchange, 'debs.json'), 'utf8').catch(() => '{}');
  return new Set(Object.values(shownDerivations.parse(JSON.parse(text))).map((one) => one.env.outputHash));
}

/** Tells of each package that Nix begins to build, out of those that the plan has counted. */
function buildCounter(of: RealiseOptions): (line: string) => void {
  let total: Promise<number> | undefined;
  let done = 0;
  return (line) => {
    if (!/^(building|copying path) '\/nix\/store\//.test(line)) return;
    done += 1;
    const now = done;
    total ??= readFile(join(of.exchange, 'missing'), 'utf8').then(
      (text) => text.split('\n').filter((one) => one.startsWith('  /nix/store/')).length,
    );
    void total.then((all) => of.onProgress({ phase: 'build', done: Math.min(now, all), total: all }));
  };
}
