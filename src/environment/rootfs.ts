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
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { extractDeb } from './deb-archive.ts';
import { listRootFiles, rootFilesDir } from './root-files.ts';

export interface RootfsSpec {
  readonly root: string;
  /** Paths of .deb files; base-files, which brings the links /bin, /lib and /sbin, has to be the first. */
  readonly debs: readonly string[];
  readonly drop: readonly string[];
  readonly owner: { readonly uid: number; readonly gid: number };
  /** Called after each package, with how many are done. */
  readonly onPackage: (done: number) => void;
}

/** What Debian's maintainer scripts would have linked: none of them is run. */
const links: Readonly<Record<string, string>> = {
  'usr/bin/vi': 'vim.tiny',
  'usr/bin/vim': 'vim.tiny',
  'usr/bin/awk': 'gawk',
  'usr/bin/which': 'which.gnu',
  'usr/bin/pager': 'less',
  'usr/bin/editor': 'vim.tiny',
  'etc/mtab': '/proc/self/mounts',
};

/** Mount points and homes: a read-only root cannot grow them later. */
const folders = [
  'nix/store',
  'nix/var/nix',
  'work',
  'home/piste',
  'proc',
  'sys',
  'dev',
  'tmp',
  'var/tmp',
  'run',
  'mnt',
  'root',
];

const accounts: Readonly<Record<string, string>> = {
  'etc/passwd':
    'piste:x:0:0:Piste:/home/piste:/bin/bash\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n',
  'etc/group': 'piste:x:0:\nnogroup:x:65534:\n',
  'etc/hosts': '127.0.0.1 localhost\n::1 localhost\n',
  'etc/hostname': 'piste\n',
  'etc/resolv.conf': '',
  'etc/nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\nservices: files\nprotocols: files\n',
};

/** Fills `root` with the packages' files and our own, all of them `owner`'s, none of them set-uid. */
export async function fillRootfs(spec: RootfsSpec): Promise<void> {
  const { root, owner } = spec;
  for (const [done, deb] of spec.debs.entries()) {
    await extractDeb(deb, root, { owner, drop: spec.drop });
    spec.onPackage(done + 1);
  }
  for (const folder of folders) await mkdir(join(root, folder), { recursive: true });
  for (const [path, target] of Object.entries(links)) {
    await rm(join(root, path), { force: true });
    await symlink(target, join(root, path));
  }
  for (const [path, text] of Object.entries(accounts)) await writeFile(join(root, path), text);
  await writeFile(join(root, 'etc/ssl/certs/ca-certificates.crt'), await bundleCertificates(root));
  for (const path of await listRootFiles()) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await copyFile(join(rootFilesDir, path), join(root, path));
  }
  await settle(root, owner);
}

async function bundleCertificates(root: string): Promise<string> {
  const dir = join(root, 'usr/share/ca-certificates/mozilla');
  const names = (await readdir(dir)).filter((name) => name.endsWith('.crt')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(dir, name), 'utf8')));
  await mkdir(join(root, 'etc/ssl/certs'), { recursive: true });
  return texts.map((text) => (text.endsWith('\n') ? text : `${text}\n`)).join('');
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
