import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MachineError, messageOf } from '../errors.ts';
import type { PocketArchitecture } from './lock.ts';
import type { Mirror } from './mirror.ts';

const run = promisify(execFile);
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

async function get(address: string): Promise<Buffer> {
  const response = await fetch(address, { signal: AbortSignal.timeout(120_000) });
  if (!response.ok)
    throw new MachineError(`${address}: HTTP ${response.status}`, 'name another with --mirror');
  return Buffer.from(await response.arrayBuffer());
}

/** The release file's own text, after its signature by Debian's keys has been verified. */
async function verifiedRelease(signed: Buffer): Promise<string> {
  if (!existsSync(keyring)) {
    throw new MachineError(
      "Debian's keys are missing, the mirror cannot be trusted",
      'apt install debian-archive-keyring gpgv',
    );
  }
  const dir = await mkdtemp(join(tmpdir(), 'piste-release-'));
  try {
    await writeFile(join(dir, 'InRelease'), signed);
    const { stdout } = await run('gpgv', ['--keyring', keyring, '--output', '-', join(dir, 'InRelease')]);
    return stdout;
  } catch (error) {
    throw new MachineError(
      `the mirror's release file is not signed by Debian: ${messageOf(error)}`,
      'use another --mirror',
      {
        cause: error,
      },
    );
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function unxz(data: Buffer): Promise<string> {
  const xz = spawn('xz', ['-dc'], { stdio: ['pipe', 'pipe', 'inherit'] });
  xz.stdin.end(data);
  const chunks: Buffer[] = [];
  for await (const chunk of xz.stdout) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** The text of a suite's package index, checked against its signed release file. */
export async function fetchIndex(of: {
  mirror: Mirror;
  suite: string;
  architecture: PocketArchitecture;
}): Promise<string> {
  const dir = `${of.mirror.base}dists/${of.suite}/`;
  const release = await verifiedRelease(await get(`${dir}InRelease`));
  const name = `main/binary-${of.architecture}/Packages.xz`;
  const wanted = release.match(new RegExp(`^ ([0-9a-f]{64}) +\\d+ ${name.replace('.', '\\.')}$`, 'm'))?.[1];
  if (!wanted) throw new MachineError(`${dir}InRelease does not name ${name}`, 'use another --mirror');
  const data = await get(dir + name);
  const got = createHash('sha256').update(data).digest('hex');
  if (got !== wanted)
    throw new MachineError(`${dir}${name} is not what the release file says`, 'try again in a minute');
  return unxz(data);
}
