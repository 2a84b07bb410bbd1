import { RE2JS } from 're2js';
import { messageOf } from '../errors.ts';
import type { CellKind, CellOptions } from './cell.ts';
import { parseDurationMs } from './quantities.ts';

/** A value as an option wants it, or what is wrong with it. */
export type Read = { readonly set: Partial<CellOptions> } | { readonly wrong: string; readonly mend: string };

interface OptionRow {
  readonly kinds: readonly CellKind[];
  /** A flag takes no value; the others must have one. */
  readonly flag: boolean;
  readonly read: (value: string) => Read;
}

const runs: readonly CellKind[] = ['run', 'build'];
const shown: readonly CellKind[] = ['run', 'build', 'file', 'patch', 'repl', 'terminal'];
const printing: readonly CellKind[] = ['run', 'build', 'file', 'patch'];
const screens: readonly CellKind[] = ['run', 'build', 'repl', 'terminal'];

const outputs = ['below', 'right', 'replace', 'next', 'none'] as const;
const shows = ['text', 'json', 'tree', 'graph', 'image', 'size'] as const;

const flag = (kinds: readonly CellKind[], set: Partial<CellOptions>): OptionRow => ({
  kinds,
  flag: true,
  read: () => ({ set }),
});
const valued = (kinds: readonly CellKind[], read: OptionRow['read']): OptionRow => ({
  kinds,
  flag: false,
  read,
});
const wrong = (message: string, mend: string): Read => ({ wrong: message, mend });

/** Every option but those that name the cell and its session: the kinds it fits and how its value is read. */
export const optionTable: Readonly<Record<string, OptionRow>> = {
  expect: valued([...runs, 'check'], (value) => {
    if (value === 'fail') return { set: { expect: 'fail' } };
    const status = /^\d{1,3}$/.test(value) ? Number(value) : Number.NaN;
    return status <= 255
      ? { set: { expect: status } }
      : wrong(`\`${value}\` is not an exit status`, 'write a number from 0 to 255, or `expect=fail`');
  }),
  timeout: valued([...runs, 'check'], (value) => {
    const timeoutMs = parseDurationMs(value);
    return timeoutMs === undefined
      ? wrong(`\`${value}\` is not a time`, 'write it as `timeout=30s` (ms, s, m or h)')
      : { set: { timeoutMs } };
  }),
  output: valued(printing, (value) => {
    const output = outputs.find((one) => one === value);
    return output === undefined ? oneOf('output', value, outputs) : { set: { output } };
  }),
  show: valued(runs, (value) => {
    const show = shows.find((one) => one === value);
    return show === undefined ? oneOf('show', value, shows) : { set: { show } };
  }),
  cols: valued(screens, (value) => readSide('cols', value, 500)),
  rows: valued(screens, (value) => readSide('rows', value, 200)),
  mask: valued(runs, (value) => {
    const source = /^\/(.+)\/$/.exec(value)?.[1];
    if (source === undefined)
      return wrong(`\`${value}\` is not between slashes`, 'write it as `mask=/[0-9]+ ms/`');
    try {
      RE2JS.compile(source);
      return { set: { mask: source } };
    } catch (thrown) {
      return wrong(messageOf(thrown), 'use RE2 syntax: no look-around, no back-references');
    }
  }),
  append: flag(['file'], { append: true }),
  hint: valued(['check'], (value) => ({ set: { hint: value } })),
  step: flag(shown, { step: true }),
  auto: flag(shown, { auto: true }),
  hide: flag(shown, { hide: true }),
  live: flag(shown, { live: true }),
};

/** Every word that may stand in a cell's brace group. */
export const optionNames: readonly string[] = [
  ...['run', 'build', 'file', 'patch', 'repl', 'terminal', 'check', 'name', 'session'],
  ...Object.keys(optionTable),
];

function oneOf(option: string, value: string, values: readonly string[]): Read {
  return wrong(`\`${option}\` cannot be \`${value}\``, `write one of ${values.join(', ')}`);
}

function readSide(side: 'cols' | 'rows', value: string, most: number): Read {
  const size = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  return size >= 2 && size <= most
    ? { set: side === 'cols' ? { cols: size } : { rows: size } }
    : wrong(`\`${value}\` is not a number of ${side}`, `write a number from 2 to ${most}`);
}
