import type { CellKind } from './cell.ts';

const shells = ['bash', 'sh', 'shell'];
const consoles = ['console', 'shellsession', 'shell-session'];

const byKind: Readonly<Record<CellKind | 'console', readonly string[] | undefined>> = {
  run: [...shells, ...consoles, 'nix'],
  build: ['nix'],
  file: undefined,
  patch: ['diff', 'patch'],
  repl: ['nix'],
  terminal: [...shells, ...consoles],
  check: shells,
  console: consoles,
};

/** The languages, lower case, that a kind of cell (or a console transcript) can be in; undefined is any. */
export function languagesOf(kind: CellKind | 'console'): readonly string[] | undefined {
  return byKind[kind];
}
