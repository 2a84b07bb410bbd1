import { release } from 'node:os';

/** Where a deck's files are in every session. */
export const workDir = '/work';

const certificates = '/etc/ssl/certs/ca-certificates.crt';

/** What every program of a session finds in its environment. */
const common: Readonly<Record<string, string>> = {
  PATH: '/home/piste/.nix-profile/bin:/usr/sbin:/usr/bin',
  HOME: '/home/piste',
  USER: 'piste',
  LOGNAME: 'piste',
  SHELL: '/bin/bash',
  LANG: 'C.UTF-8',
  TERM: 'xterm-256color',
  COLORTERM: 'truecolor',
  EDITOR: 'vi',
  // Uid 0 may write to a read-only store, and Python would.
  PYTHONDONTWRITEBYTECODE: '1',
  NIX_PATH: 'nixpkgs=/etc/piste/nixpkgs',
  SSL_CERT_FILE: certificates,
  NIX_SSL_CERT_FILE: certificates,
};

const pagers = {
  // A cell cannot press keys: nothing in it may wait in a pager.
  cell: { PAGER: 'cat', GIT_PAGER: 'cat', NIX_PAGER: 'cat' },
  terminal: { PAGER: 'less', LESS: '-R' },
} as const;

/** Layers of images are shared, not copied, where the kernel can lay an overlay on memory for a user: since 6.6. */
export function storageDriver(kernel: string): 'overlay' | 'vfs' {
  const [major = 0, minor = 0] = kernel.split('.').map((part) => Number.parseInt(part, 10));
  return major > 6 || (major === 6 && minor >= 6) ? 'overlay' : 'vfs';
}

/** The environment variables of a session's cells, or of its terminals. */
export function sessionEnv(
  use: keyof typeof pagers,
  { containers }: { readonly containers: boolean },
): Readonly<Record<string, string>> {
  const forContainers = containers ? { STORAGE_DRIVER: storageDriver(release()) } : {};
  return { ...common, ...pagers[use], ...forContainers };
}
