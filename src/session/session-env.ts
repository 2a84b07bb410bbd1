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
  NIX_PATH: 'nixpkgs=/etc/piste/nixpkgs',
  SSL_CERT_FILE: certificates,
  NIX_SSL_CERT_FILE: certificates,
};

/** A cell cannot press keys: nothing in it may wait in a pager. */
export const cellEnv = { ...common, PAGER: 'cat', GIT_PAGER: 'cat', NIX_PAGER: 'cat' };

export const terminalEnv = { ...common, PAGER: 'less', LESS: '-R' };
