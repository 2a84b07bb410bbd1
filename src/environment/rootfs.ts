import {
  chmod,
  copyFile,
  lchown,
  lstat,
  mkdir,
  readdir,
  readFile,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { extractDeb } from './deb-archive.ts';
import type { Recipe } from './lock.ts';
import { listRootFiles, rootFilesDir } from './root-files.ts';

export interface RootfsSpec {
  readonly root: string;
  /** Paths of .deb files; base-files, which brings the links /bin, /lib and /sbin, has to be the first. */
  readonly debs: readonly string[];
  /** What to leave out, what Debian's maintainer scripts would have linked (none is run), and mount points. */
  readonly recipe: Pick<Recipe, 'drop' | 'links' | 'folders'>;
  readonly owner: { readonly uid: number; readonly gid: number };
  /** Called after each package, with how many are done. */
  readonly onPackage: (done: number) => void;
}

/** Fills `root` with the packages' files and our own, all of them `owner`'s, none of them set-uid. */
export async function fillRootfs(spec: RootfsSpec): Promise<void> {
  const { root, owner, recipe } = spec;
  for (const [done, deb] of spec.debs.entries()) {
    await extractDeb(deb, root, { owner, drop: recipe.drop });
    spec.onPackage(done + 1);
  }
  for (const folder of recipe.folders) await mkdir(join(root, folder), { recursive: true });
  for (const [path, target] of Object.entries(recipe.links)) {
    await rm(join(root, path), { force: true });
    await symlink(target, join(root, path));
  }
  await writeFile(join(root, 'etc/ssl/certs/ca-certificates.crt'), await bundleCertificates(root));
  for (const path of await listRootFiles()) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await copyFile(join(rootFilesDir, path), join(root, path));
  }
  await settle(root, owner);
  await stopClocks(join(root, 'etc/piste'));
}

async function bundleCertificates(root: string): Promise<string> {
  const dir = join(root, 'usr/share/ca-certificates/mozilla');
  const names = (await readdir(dir)).filter((name) => name.endsWith('.crt')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(dir, name), 'utf8')));
  await mkdir(join(root, 'etc/ssl/certs'), { recursive: true });
  return texts.map((text) => (text.endsWith('\n') ? text : `${text}\n`)).join('');
}

/** Nix writes a flake's time of change into locks: ours must be the same in every build. */
async function stopClocks(dir: string): Promise<void> {
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) await stopClocks(path);
    await utimes(path, 1, 1);
  }
}

/** Gives everything to `owner` and takes set-uid and set-gid bits away; returns nothing, throws on the first failure. */
async function settle(dir: string, owner: { uid: number; gid: number }): Promise<void> {
  const asRoot = process.getuid?.() === 0;
  if (asRoot) await lchown(dir, owner.uid, owner.gid);
  for (const name of await readdir(dir)) {
    const path = join(dir, name);
    const stat = await lstat(path);
    if (stat.isDirectory()) await settle(path, owner);
    else if (asRoot && !stat.isSymbolicLink() && stat.uid !== owner.uid)
      await lchown(path, owner.uid, owner.gid);
    if (!stat.isSymbolicLink() && (stat.mode & 0o6000) !== 0) await chmod(path, stat.mode & 0o1777);
  }
}
