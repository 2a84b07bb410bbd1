export const cellKinds = ['run', 'build', 'file', 'patch', 'repl', 'terminal', 'check'] as const;
export type CellKind = (typeof cellKinds)[number];

/** A cell's options, with their defaults filled in. */
export interface CellOptions {
  /** Exit status that counts as success; `fail` is any but 0. */
  readonly expect: number | 'fail';
  readonly timeoutMs: number;
  readonly output: 'below' | 'right' | 'replace' | 'next' | 'none';
  readonly step: boolean;
  readonly auto: boolean;
  readonly hide: boolean;
  readonly show: 'text' | 'json' | 'tree' | 'graph' | 'image' | 'size';
  readonly cols: number;
  readonly rows: number;
  /** Source of a regular expression: matches are shown, not compared. */
  readonly mask: string | undefined;
  readonly live: boolean;
  readonly hint: string | undefined;
  /** For `file` and `patch`: a path below the session's work folder. */
  readonly path: string | undefined;
  /** For `file`: the text goes to the end of the file, and not in its place. */
  readonly append: boolean;
}

/** One fenced block that does something. */
export interface Cell {
  /** Unique in its deck: the name it was given, else its ordinal. */
  readonly id: string;
  /** From 1, in document order. */
  readonly ordinal: number;
  readonly kind: CellKind;
  /** The fence's language, as written: `bash`, `console`, `nix`, `diff`, ... */
  readonly language: string;
  /** What stands in the fence, and is shown. */
  readonly body: string;
  /** What is run or written: the body, for a `file` with its chunks put in. */
  readonly written: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
  /** The named session that it belongs to: its chain. */
  readonly session: string;
  readonly options: CellOptions;
  /** It stands in a `::: solution`: part of what is recorded and checked, and run in a page when it is asked for itself. */
  readonly isSolution?: true;
}

/** Whether a cell is a terminal that is typed into, and not a source with an output. */
export const isTerminal = ({ kind }: Pick<Cell, 'kind'>): boolean => kind === 'terminal' || kind === 'repl';

/** The states that a page shows; the last result's or what is happening now. */
export const cellStates = [
  'idle',
  'queued',
  'running',
  'ok',
  'failed',
  'error',
  'cancelled',
  'recorded',
] as const;
export type CellState = (typeof cellStates)[number];
