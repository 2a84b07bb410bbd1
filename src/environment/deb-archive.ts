import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** One member of a .deb, which is an `ar` archive. */
interface Member {
  readonly name: string;
  readonly data: Buffer;
}

/** Reads an `ar` archive's members; throws on anything that is not one. */
export function readAr(archive: Buffer): readonly Member[] {
  if (archive.toString('latin1', 0, 8) !== '!<arch>\n') throw new Error('not an ar archive');
  const members: Member[] = [];
  let at = 8;
  while (at + 60 <= archive.length) {
    const header = archive.toString('latin1', at, at + 60);
    const size = Number(header.slice(48, 58).trim());
    if (header.slice(58) !== '`\n' || !Number.isInteger(size))
      throw new Error(`broken ar header at byte ${at}`);
    members.push({
      name: header.slice(0, 16).trim().replace(/\/$/, ''),
      data: archive.subarray(at + 60, at + 60 + size),
    });
    at += 60 + size + (size % 2);
  }
  return members;
}

const decompressors: Readonly<Record<string, string>> = {
  xz: '--xz',
  gz: '--gzip',
  zst: '--zstd',
  bz2: '--bzip2',
};

async function dataOf(path: string): Promise<{ data: Buffer; filter: readonly string[] }> {
  const member = readAr(await readFile(path)).find((one) => one.name.startsWith('data.tar'));
  if (!member) throw new Error(`${path}: no data.tar in it`);
  const filter = decompressors[member.name.slice('data.tar.'.length)];
  return { data: member.data, filter: filter === undefined ? [] : [filter] };
}

async function runTar(
  input: Buffer,
  args: readonly string[],
  as: { readonly uid?: number; readonly gid?: number },
): Promise<Buffer> {
  const tar = spawn('tar', args, { ...as, stdio: ['pipe', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  let errors = '';
  tar.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  tar.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  tar.stdin.on('error', () => {
    // tar's own status and message say why it stopped reading
  });
  tar.stdin.end(input);
  const code = await new Promise<number | null>((done, failed) => {
    tar.on('error', failed);
    tar.on('close', done);
  });
  if (code !== 0) throw new Error(`tar stopped with ${code}: ${errors.trim()}`);
  return Buffer.concat(chunks);
}

/** Unpacks a .deb's files into `root` as `owner`, without `drop`'s paths and without running its scripts. */
export async function extractDeb(
  path: string,
  root: string,
  options: { owner: { uid: number; gid: number }; drop: readonly string[] },
): Promise<void> {
  const { data, filter } = await dataOf(path);
  const args = ['-x', '-C', root, '--no-same-owner', '--no-same-permissions', '--delay-directory-restore'];
  const excluded = options.drop.map((dropped) => `--exclude=./${dropped}/*`);
  await runTar(data, [...args, ...filter, ...excluded], process.getuid?.() === 0 ? options.owner : {});
}

/** One file out of a .deb, by its name in there (`./usr/bin/...`). */
export async function readDebFile(path: string, name: string): Promise<Buffer> {
  const { data, filter } = await dataOf(path);
  return runTar(data, ['-x', '-O', ...filter, name], {});
}
