/** One word of a brace group: `step`, `name=x`, `hint="a b"`, `mask=/re/`; `offset` is into the text read. */
export interface BraceWord {
  readonly key: string;
  readonly value: string | undefined;
  readonly offset: number;
}

/** A `{...}` of an info string, from its `{` at `start` to just after its `}` at `end`. */
export interface BraceGroup {
  readonly start: number;
  readonly end: number;
  readonly words: readonly BraceWord[];
  readonly inner: string;
  /** What kept it from being read to its end, and where. */
  readonly flaw: { readonly message: string; readonly offset: number } | undefined;
}

/** Reads the brace group that opens at `start`: its words are cut at blanks outside quotes and `/.../`. */
export function readBraceGroup(text: string, start: number): BraceGroup {
  const words: BraceWord[] = [];
  let at = start + 1;
  let flaw: BraceGroup['flaw'];
  while (at < text.length && text[at] !== '}') {
    if (/\s/.test(text[at] ?? '')) {
      at++;
      continue;
    }
    const offset = at;
    while (at < text.length && !/[\s=}]/.test(text[at] ?? '')) at++;
    const key = text.slice(offset, at);
    if (text[at] !== '=') {
      words.push({ key, value: undefined, offset });
      continue;
    }
    const value = readValue(text, at + 1);
    if (value.unclosed !== undefined)
      flaw ??= { message: `the ${value.unclosed} is not closed`, offset: at + 1 };
    words.push({ key, value: value.text, offset });
    at = value.end;
  }
  if (text[at] !== '}') flaw ??= { message: 'the `{` is not closed', offset: start };
  const end = Math.min(at + 1, text.length);
  return { start, end, words, inner: text.slice(start + 1, at), flaw };
}

function readValue(text: string, start: number): { text: string; end: number; unclosed?: string } {
  const mark = text[start];
  if (mark !== '"' && mark !== "'" && mark !== '/') {
    let end = start;
    while (end < text.length && !/[\s}]/.test(text[end] ?? '')) end++;
    return { text: text.slice(start, end), end };
  }
  let value = '';
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at] ?? '';
    if (char === '\\' && at + 1 < text.length) {
      const next = text[++at] ?? '';
      // A quote's backslash is only an escape; a regular expression keeps its own, but for the slash.
      const escapes = mark === '/' ? next === '/' : next === mark || next === '\\';
      value += escapes ? next : `\\${next}`;
    } else if (char === mark) {
      // `/re/` keeps its slashes, so that a path such as `/etc` is never taken for one.
      if (mark !== '/') return { text: value, end: at + 1 };
      if (at + 1 >= text.length || /[\s}]/.test(text[at + 1] ?? ''))
        return { text: `/${value}/`, end: at + 1 };
      value += char;
    } else {
      value += char;
    }
  }
  if (mark === '/') {
    let end = start;
    while (end < text.length && !/[\s}]/.test(text[end] ?? '')) end++;
    return { text: text.slice(start, end), end };
  }
  return { text: value, end: text.length, unclosed: 'quote' };
}
