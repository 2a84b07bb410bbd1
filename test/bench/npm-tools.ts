import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spent } from './recorded.ts';
import { whenOver } from './releases.ts';

/** Installs peers by npm into a temporary folder: this project does not depend on them. Resolves to that folder. */
export async function installPeers(versions: Readonly<Record<string, string>>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'piste-bench-tools-'));
  whenOver(() => rm(dir, { recursive: true, force: true }));
  const wanted = Object.entries(versions).map(([name, version]) => `${name}@${version}`);
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  await writeFile(join(dir, 'package.json'), '{}');
  spent('npm', ['install', '--prefix', dir, ...quiet, ...wanted]);
  return dir;
}
