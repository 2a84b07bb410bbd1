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

/** Unpacks a .deb's files into `root` as `owner`, without `drop`'s paths and without running its scripts. */
export async function extractDeb(
  path: string,
  root: string,
  options: { owner: { uid: number; gid: number }; drop: readonly string[] },
): Promise<void> {
  const data = readAr(await readFile(path)).find((member) => member.name.startsWith('data.tar'));
  if (!data) throw new Error(`${path}: no data.tar in it`);
  const filter = decompressors[data.name.slice('data.tar.'.length)];
  const args = ['-x', '-C', root, '--no-same-owner', '--no-same-permissions', '--delay-directory-restore'];
  if (filter) args.push(filter);
  for (const dropped of options.drop) args.push(`--exclude=./${dropped}/*`);
  const asOwner = process.getuid?.() === 0 ? options.owner : {};
  const tar = spawn('tar', args, { ...asOwner, stdio: ['pipe', 'ignore', 'pipe'] });
  let errors = '';
  tar.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  tar.stdin.on('error', () => {
    // tar's own status and message say why it stopped reading
  });
  tar.stdin.end(data.data);
  const [code] = await new Promise<[number | null]>((done, failed) => {
    tar.on('error', failed);
    tar.on('close', (status) => done([status]));
  });
  if (code !== 0) throw new Error(`${path}: tar stopped with ${code}: ${errors.trim()}`);
}
