import { isMap, isNode, LineCounter, parseDocument } from 'yaml';
import { messageOf, type Position } from '../errors.ts';
import type { ProblemList } from './problem-list.ts';
import { readToml } from './read-toml.ts';

/** A deck's head, YAML or TOML: its values as plain data, and where each key stands in the file. */
export interface FrontMatter {
  readonly data: Readonly<Record<string, unknown>>;
  /** First line of the body, from 1. */
  readonly bodyLine: number;
  /** The place of a key (or of the nearest of its parents), by its path. */
  readonly positionOf: (path: readonly PropertyKey[]) => Position;
}

/** A head of more than this many lines is a slide. */
const mostLines = 1000;

/**
 * Reads the YAML between a first line `---` and the next `---` or `...`, or Hugo's TOML between lines `+++`. Anything there that is not a mapping
 * (such as a deck that begins with a separator) is no front matter, and belongs to the slides.
 */
export function readFrontMatter(text: string, problems: ProblemList): FrontMatter {
  const none: FrontMatter = { data: {}, bodyLine: 1, positionOf: () => ({ line: 1, column: 1 }) };
  if (/^\+\+\+[ \t]*\n/.test(text)) return readTomlHead(text, none, problems);
  if (!/^---[ \t]*\n/.test(text)) return none;
  const lines = text.split('\n', mostLines);
  const close = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)[ \t]*$/.test(line));
  if (close < 0) {
    if (/^[\w-]+:(?:\s|$)/.test(lines[1] ?? '')) {
      problems.error({ line: 1, column: 1 }, 'the front matter is not closed', 'end it with a line `---`');
    }
    return none;
  }
  const yaml = lines.slice(1, close).join('\n');
  const bodyLine = close + 2;
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter, prettyErrors: false, logLevel: 'silent' });
  const placeOf = (offset: number): Position => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: line + 1, column: Math.max(1, col) };
  };
  if (!isMap(document.contents)) {
    const looksLikeOne = document.errors.length > 0 && /^[\w-]+:(?:\s|$)/m.test(yaml);
    if (!looksLikeOne) return yaml.trim() === '' ? { ...none, bodyLine } : none;
  }
  for (const error of document.errors) {
    const head = error.message.split('\n')[0] ?? error.message;
    problems.error(placeOf(error.pos[0]), `the front matter is not YAML: ${head}`, mendOf(error.code));
  }
  let data: Record<string, unknown> = {};
  try {
    const value: unknown = document.errors.length > 0 ? {} : document.toJS({ maxAliasCount: 100 });
    if (isRecord(value)) data = value;
  } catch (thrown) {
    problems.error({ line: 1, column: 1 }, `the front matter is not YAML: ${messageOf(thrown)}`);
  }
  const positionOf = (path: readonly PropertyKey[]): Position => {
    let map: unknown = document.contents;
    let at: Position = { line: 1, column: 1 };
    for (const step of path) {
      if (isMap(map)) {
        const pair = map.items.find((item) => isNode(item.key) && String(item.key) === String(step));
        if (pair === undefined) break;
        if (isNode(pair.key) && pair.key.range) at = placeOf(pair.key.range[0]);
        map = pair.value;
      } else break;
    }
    return at;
  };
  return { data, bodyLine, positionOf };
}

function readTomlHead(text: string, none: FrontMatter, problems: ProblemList): FrontMatter {
  const lines = text.split('\n', mostLines);
  const close = lines.findIndex((line, index) => index > 0 && /^\+\+\+[ \t]*$/.test(line));
  if (close < 0) {
    if (/^[\w-]+\s*=/.test(lines[1] ?? ''))
      problems.error({ line: 1, column: 1 }, 'the front matter is not closed', 'end it with a line `+++`');
    return none;
  }
  const { data, lines: places, flaws } = readToml(lines.slice(1, close).join('\n'));
  for (const { line, message } of flaws)
    problems.warn(
      { line: line + 2, column: 1 },
      `of TOML only \`key = value\` and \`[table]\` are read: ${message}`,
      'write this key in YAML, between lines `---`, if Piste is to know of it',
    );
  const positionOf = (path: readonly PropertyKey[]): Position => {
    for (let length = path.length; length > 0; length--) {
      const line = places.get(path.slice(0, length).map(String).join('.'));
      if (line !== undefined) return { line: line + 2, column: 1 };
    }
    return { line: 1, column: 1 };
  };
  return { data, bodyLine: close + 2, positionOf };
}

const mends: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'indent with blanks',
  DUPLICATE_KEY: 'keep one of the two',
  BAD_INDENT: 'let keys that belong together begin in the same column',
  MISSING_CHAR: 'close the quote or bracket that is open there',
};

const mendOf = (code: string): string => mends[code] ?? 'mend the YAML; quote text with `:` or `#`';

/** Whether a value is a mapping of names to values. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
