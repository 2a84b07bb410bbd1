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
  NIX_PATH: 'nixpkgs=/etc/piste/pocket',
  SSL_CERT_FILE: certificates,
  NIX_SSL_CERT_FILE: certificates,
};

/** A cell cannot press keys: nothing in it may wait in a pager. */
export function cellEnv(proxyPort: number | undefined): Readonly<Record<string, string>> {
  return { ...common, ...proxyEnv(proxyPort), PAGER: 'cat', GIT_PAGER: 'cat', NIX_PAGER: 'cat' };
}

export function terminalEnv(proxyPort: number | undefined): Readonly<Record<string, string>> {
  return { ...common, ...proxyEnv(proxyPort), PAGER: 'less', LESS: '-R' };
}

function proxyEnv(port: number | undefined): Readonly<Record<string, string>> {
  if (port === undefined) return {};
  const address = `http://127.0.0.1:${port}`;
  const local = 'localhost,127.0.0.1';
  return {
    http_proxy: address,
    https_proxy: address,
    HTTP_PROXY: address,
    HTTPS_PROXY: address,
    all_proxy: address,
    no_proxy: local,
    NO_PROXY: local,
  };
}
