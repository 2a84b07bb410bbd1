/** A JSON value as it was written: numbers keep their digits, objects their order and every key. */
export type JsonNode =
  | { readonly type: 'object'; readonly entries: readonly (readonly [string, JsonNode])[] }
  | { readonly type: 'array'; readonly items: readonly JsonNode[] }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'number' | 'constant'; readonly text: string };

/** All the documents of a text, one after the other, or the line (from 1) that is not JSON and why. */
export type JsonRead =
  | { readonly ok: true; readonly documents: readonly JsonNode[] }
  | { readonly ok: false; readonly line: number; readonly message: string };

const deepest = 200;
const blank = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const constant = /true|false|null/y;
const plain = /[^"\\\u0000-\u001f]*/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Reads JSON documents that follow each other with or without blanks, nested at most 200 deep. */
export function readJson(text: string): JsonRead {
  let at = 0;
  const fail = (message: string): never => {
    throw new SyntaxError(message);
  };
  const skip = () => {
    blank.lastIndex = at;
    at += blank.exec(text)?.[0].length ?? 0;
  };
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const found = () => (at >= text.length ? 'the end' : `\`${text.slice(at, at + 12).split('\n')[0]}\``);
  // Piece by piece: one pattern for the whole would take the regular expressions' stack with it where a string is long.
  const quoted = (): string | undefined => {
    if (text[at] !== '"') return undefined;
    const from = at++;
    do take(plain);
    while (take(escaped) !== undefined);
    if (text[at] !== '"')
      fail(at >= text.length ? 'a `"` is not closed' : `${found()} may not stand in a string`);
    at++;
    return String(JSON.parse(text.slice(from, at)));
  };

  // What stands between an opening and a closing mark, with commas.
  const list = (close: string, readOne: () => void) => {
    at++;
    skip();
    if (text[at] === close) {
      at++;
      return;
    }
    for (;;) {
      readOne();
      skip();
      const mark = text[at];
      if (mark !== ',' && mark !== close) fail(`\`,\` or \`${close}\` expected, ${found()} found`);
      at++;
      if (mark === close) return;
      skip();
    }
  };
  const value = (depth: number): JsonNode => {
    if (depth > deepest) fail(`it is nested more than ${deepest} deep`);
    skip();
    if (text[at] === '{') {
      const entries: [string, JsonNode][] = [];
      list('}', () => {
        const key = quoted() ?? fail(`a key in quotes expected, ${found()} found`);
        skip();
        if (text[at] !== ':') fail(`\`:\` expected, ${found()} found`);
        at++;
        entries.push([key, value(depth + 1)]);
      });
      return { type: 'object', entries };
    }
    if (text[at] === '[') {
      const items: JsonNode[] = [];
      list(']', () => items.push(value(depth + 1)));
      return { type: 'array', items };
    }
    const word = quoted();
    if (word !== undefined) return { type: 'string', value: word };
    const digits = take(number);
    if (digits !== undefined) return { type: 'number', text: digits };
    return { type: 'constant', text: take(constant) ?? fail(`a value expected, ${found()} found`) };
  };

  const documents: JsonNode[] = [];
  try {
    for (skip(); at < text.length; skip()) documents.push(value(0));
    if (documents.length === 0) fail('there is nothing but blanks');
    return { ok: true, documents };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false, line: text.slice(0, at).split('\n').length, message: error.message };
  }
}
