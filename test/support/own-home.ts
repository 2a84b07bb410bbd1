import { execFileSync } from 'node:child_process';
import { mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { placesOf } from '../../src/environment/places.ts';
import { realEnvironment } from './sessions.ts';

/** A home of its own, so that servers of other tests are not taken for leftovers; the environment is the same one. */
export async function ownHome(): Promise<string> {
  await realEnvironment();
  const home = mkdtempSync(join(tmpdir(), 'piste-home-'));
  execFileSync('chmod', ['711', home]);
  const { environments, bases, pool } = placesOf();
  for (const dir of [environments, bases, pool]) symlinkSync(dir, join(home, basename(dir)));
  return home;
}
