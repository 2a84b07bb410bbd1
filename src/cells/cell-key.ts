import { createHash } from 'node:crypto';
import type { Limits } from '../deck/deck.ts';
import type { Cell } from './cell.ts';
import { languagesOf } from './languages.ts';
import { stepsOf } from './steps.ts';

/** All that goes into a cell's output; what is long stands there as its SHA-256. */
export interface KeyParts {
  /** The hash of the environment that it runs in. */
  readonly environment: string;
  /** What its session may use, as `512M 256 1G 1`: memory, processes, disk, cores. */
  readonly limits: string;
  /** The key of the cell before it in its chain that leaves anything behind; empty for the first. */
  readonly previous: string;
  readonly kind: string;
  readonly language: string;
  readonly body: string;
  /** The options that change what it does or prints, as `["expect=1","cols=100"]`, but for those at their defaults. */
  readonly options: string;
}

/** What all cells of one chain share. */
export type ChainBase = Pick<KeyParts, 'environment' | 'limits'>;

/** A cell with its name in the records: 32 hex digits, and what they are made of. */
export interface KeyedCell {
  readonly cell: Cell;
  readonly key: string;
  readonly parts: KeyParts;
}

/** The part of limits that a program can notice. */
export const limitsPart = ({ memoryBytes, pids, diskBytes, cpus }: Limits): string =>
  [memoryBytes, pids, diskBytes, cpus].join(' ');

/** Terminals are typed in by hand, and checks run aside: neither leaves anything to the cells after it. */
export const leavesState = ({ kind }: Cell): boolean =>
  kind === 'run' || kind === 'build' || kind === 'file' || kind === 'patch';

/** The keys of the cells of one chain, in document order. */
export function keysOfChain(cells: readonly Cell[], base: ChainBase): readonly KeyedCell[] {
  let previous = '';
  return cells.map((cell) => {
    const parts = partsOf(cell, { ...base, previous });
    const key = keyOf(parts);
    if (leavesState(cell)) previous = key;
    return { cell, key, parts };
  });
}

/** Whether two cells do the same in the same place. */
export function sameCell(a: Cell, b: Cell): boolean {
  const alone = { environment: '', limits: '', previous: '' };
  return a.session === b.session && keyOf(partsOf(a, alone)) === keyOf(partsOf(b, alone));
}

/** The keys of all cells of a deck, by their ids. */
export function keysOfDeck(cells: readonly Cell[], base: ChainBase): ReadonlyMap<string, KeyedCell> {
  const keyed = chainsOf(cells).flatMap((chain) => keysOfChain(chain, base));
  return new Map(keyed.map((one) => [one.cell.id, one]));
}

/** The cells of each session, in document order. */
export function chainsOf(cells: readonly Cell[]): readonly (readonly Cell[])[] {
  const chains = new Map<string, Cell[]>();
  for (const cell of cells) {
    const chain = chains.get(cell.session);
    if (chain) chain.push(cell);
    else chains.set(cell.session, [cell]);
  }
  return [...chains.values()];
}

function partsOf(cell: Cell, before: ChainBase & { readonly previous: string }): KeyParts {
  const { expect, cols, rows, path, show, append } = cell.options;
  const options = [
    ...(expect === 0 ? [] : [`expect=${expect}`]),
    ...(cols === 80 ? [] : [`cols=${cols}`]),
    ...(rows === 24 ? [] : [`rows=${rows}`]),
    ...(path === undefined ? [] : [`path=${path}`]),
    ...(append ? ['append'] : []),
    // How stdout is drawn is no matter, but whether the terminal gets it is.
    ...(show === 'text' ? [] : [show === 'image' ? 'show=image' : 'show']),
  ];
  const { environment, limits, previous } = before;
  const { kind, language } = cell;
  return {
    environment,
    limits,
    previous,
    kind,
    language,
    body: digest(textOf(cell)),
    options: options.length === 0 ? '' : JSON.stringify(options),
  };
}

/** What of a cell's text is carried out: what a console cell's author expects to see changes nothing. */
function textOf(cell: Cell): string {
  const isConsole = languagesOf('console')?.includes(cell.language.toLowerCase());
  if (cell.kind !== 'run' || !isConsole) return cell.written;
  return JSON.stringify(stepsOf(cell).map(({ command, script }) => [command, script]));
}

/** To be raised with any change of how cells become commands, for no other part of a key knows of that. */
const version = 'piste-cell 1';

const keyOf = (parts: KeyParts): string =>
  digest(
    JSON.stringify([
      version,
      parts.environment,
      parts.limits,
      parts.previous,
      parts.kind,
      parts.language,
      parts.body,
      parts.options,
    ]),
  );

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
