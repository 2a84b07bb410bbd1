/** What Hugo's TOML front matter says, and where: as much of TOML as posts are headed with. */
export interface TomlHead {
  readonly data: Readonly<Record<string, unknown>>;
  /** The line, from 0, of each key, by its path joined with dots. */
  readonly lines: ReadonlyMap<string, number>;
  readonly flaws: readonly { readonly line: number; readonly message: string }[];
}

/**
 * Reads `key = value` and `[table]`, with strings, numbers, booleans, dates (as text), and lists of those; not inline
 * tables, lists of tables or strings over several lines, which are told.
 */
export function readToml(text: string): TomlHead {
  const data: Record<string, unknown> = {};
  const lines = new Map<string, number>();
  const flaws: { line: number; message: string }[] = [];
  let table: Record<string, unknown> = data;
  let prefix: readonly string[] = [];
  const source = text.split('\n');
  for (let index = 0; index < source.length; index++) {
    const line = (source[index] ?? '').trim();
    const at = index;
    const flaw = (message: string): void => {
      flaws.push({ line: at, message });
    };
    if (line === '' || line.startsWith('#')) continue;
    const heading = /^\[\s*([\w."'-]+)\s*\]\s*(?:#.*)?$/.exec(line);
    if (heading !== null) {
      prefix = (heading[1] ?? '').split('.').map((key) => key.replace(/["']/g, ''));
      table = tableAt(data, prefix);
      lines.set(prefix.join('.'), at);
      continue;
    }
    const pair = /^(?:([\w-]+)|"([^"]+)"|'([^']+)')\s*=\s*(.*)$/.exec(line);
    if (pair === null) {
      flaw(line.startsWith('[[') ? 'lists of tables are not read here' : 'this is no `key = value`');
      continue;
    }
    const key = pair[1] ?? pair[2] ?? pair[3] ?? '';
    let written = pair[4] ?? '';
    while (
      written.startsWith('[') &&
      written.length < mostLetters &&
      !isClosed(written) &&
      index + 1 < source.length
    )
      written += ` ${withoutComment(source[++index] ?? '')}`;
    const read = readValue(written);
    if (read === undefined || withoutComment(read.rest).trim() !== '')
      flaw(`the value of \`${key}\` is not read here`);
    else {
      Object.defineProperty(table, key, {
        value: read.value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
      lines.set([...prefix, key].join('.'), at);
    }
  }
  return { data, lines, flaws };
}

interface Read {
  readonly value: unknown;
  readonly rest: string;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\' };

/** Longer or deeper values are no front matter that a person wrote. */
const mostLetters = 20_000;
const deepest = 10;

function readValue(written: string, depth = 0): Read | undefined {
  const text = written.trimStart();
  if (text.length > mostLetters || depth > deepest) return undefined;
  if (/^(?:"""|'''|\{)/.test(text)) return undefined;
  const basic = /^"((?:[^"\\]|\\.)*)"/.exec(text);
  if (basic !== null) {
    const value = (basic[1] ?? '').replace(/\\(u[\da-fA-F]{4}|.)/g, (_all, one: string) =>
      one.startsWith('u') && one.length === 5
        ? String.fromCharCode(Number.parseInt(one.slice(1), 16))
        : (escapes[one] ?? one),
    );
    return { value, rest: text.slice(basic[0].length) };
  }
  const literal = /^'([^']*)'/.exec(text);
  if (literal !== null) return { value: literal[1] ?? '', rest: text.slice(literal[0].length) };
  if (text.startsWith('[')) return readList(text, depth);
  const bare = /^[^\s,\]#]+(?: \d\d:[\d:.]+)?/.exec(text)?.[0];
  if (bare === undefined) return undefined;
  const rest = text.slice(bare.length);
  if (bare === 'true' || bare === 'false') return { value: bare === 'true', rest };
  if (/^\d{4}-\d\d-\d\d/.test(bare)) return { value: bare, rest };
  const number = Number(bare.replaceAll('_', ''));
  return Number.isFinite(number) ? { value: number, rest } : undefined;
}

function readList(text: string, depth = 0): Read | undefined {
  const value: unknown[] = [];
  let rest = text.slice(1).trimStart();
  while (rest !== '' && !rest.startsWith(']')) {
    const read = readValue(rest, depth + 1);
    if (read === undefined) return undefined;
    value.push(read.value);
    rest = read.rest.trimStart().replace(/^,/, '').trimStart();
  }
  return rest.startsWith(']') ? { value, rest: rest.slice(1) } : undefined;
}

const isClosed = (list: string): boolean => readList(withoutComment(list)) !== undefined;

const withoutComment = (text: string): string =>
  text.replace(/((?:[^"'#]|"(?:[^"\\]|\\.)*"|'[^']*')*)#.*$/, '$1');

function tableAt(data: Record<string, unknown>, path: readonly string[]): Record<string, unknown> {
  let table = data;
  for (const key of path) {
    const found = Object.hasOwn(table, key) ? table[key] : undefined;
    const next: Record<string, unknown> =
      typeof found === 'object' && found !== null && !Array.isArray(found) ? { ...found } : {};
    Object.defineProperty(table, key, { value: next, enumerable: true, configurable: true, writable: true });
    table = next;
  }
  return table;
}
