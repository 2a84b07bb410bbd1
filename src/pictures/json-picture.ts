import { escapeHtml } from '../html/escape.ts';
import type { Phrases } from '../words/phrases.ts';
import { openFirst } from './open-first.ts';
import { type Draw, mostParts, openLines } from './picture.ts';
import { pictureOf } from './picture-html.ts';
import { printedText } from './printed-text.ts';
import { type JsonNode, readJson } from './read-json.ts';

interface Row {
  readonly key: string | undefined;
  readonly node: JsonNode;
  readonly rows: readonly Row[];
}

const shortLine = 60;
const longString = 2000;
const storePrefix = /\/nix\/store\/[0-9a-z]{32}-/g;

/** JSON as keys and values, coloured, in folds: those of the first levels are open. */
export const jsonPicture: Draw = (data, phrases) => {
  const read = readJson(printedText(data));
  if (!read.ok) return { problem: `show=json expects JSON, and line ${read.line} is not: ${read.message}` };
  let left = mostParts;
  const rowsOf = (node: JsonNode): readonly Row[] => {
    if (isShort(node)) return [];
    const rows: Row[] = [];
    for (const [key, value] of entriesOf(node)) {
      if (left-- <= 0) break;
      rows.push({ key, node: value, rows: rowsOf(value) });
    }
    return rows;
  };
  const [first, ...more] = read.documents;
  const rows =
    first !== undefined && more.length === 0 && first.type === 'object' && !isShort(first)
      ? rowsOf(first)
      : read.documents.map((node) => ({ key: undefined, node, rows: rowsOf(node) }));
  const open = openFirst(rows, (row) => row.rows, openLines);
  const note = left < 0 ? phrases.say('picture.firstValues', { count: mostParts }) : undefined;
  const body = `<div class="json">${rows.map((row) => rowHtml(row, open, phrases)).join('')}</div>`;
  return pictureOf({ show: 'json', body, note, text: read.documents.map((node) => plain(node)).join('\n') });
};

function rowHtml(row: Row, open: ReadonlySet<Row>, phrases: Phrases): string {
  const key =
    row.key === undefined
      ? ''
      : `<span class="json-key">${named(row.key)}</span><span class="json-mark">:</span> `;
  if (row.rows.length === 0) return `<div class="fold-line">${key}${valueHtml(row.node, phrases)}</div>`;
  const summary = `<summary class="fold-line">${key}<span class="json-mark">${countOf(row.node, phrases)}</span></summary>`;
  const inside = row.rows.map((one) => rowHtml(one, open, phrases)).join('');
  return `<details class="fold"${open.has(row) ? ' open' : ''}>${summary}<div class="fold-inside">${inside}</div></details>`;
}

function valueHtml(node: JsonNode, phrases: Phrases): string {
  const marks = (open: string, inside: readonly string[], close: string) =>
    `<span class="json-mark">${open}</span>${inside.join('<span class="json-mark">,</span> ')}<span class="json-mark">${close}</span>`;
  switch (node.type) {
    case 'string': {
      const shown = node.value.length > longString ? `${node.value.slice(0, longString)}…` : node.value;
      return `<span class="json-string">${named(JSON.stringify(shown))}</span>`;
    }
    case 'number':
    case 'constant':
      return `<span class="json-${node.type}">${escapeHtml(node.text)}</span>`;
    case 'array':
      return isShort(node)
        ? marks(
            '[',
            node.items.map((item) => valueHtml(item, phrases)),
            ']',
          )
        : `<span class="json-mark">${countOf(node, phrases)}</span>`;
    case 'object': {
      if (!isShort(node)) return `<span class="json-mark">${countOf(node, phrases)}</span>`;
      const entries = node.entries.map(
        ([key, value]) =>
          `<span class="json-key">${named(key)}</span><span class="json-mark">:</span> ${valueHtml(value, phrases)}`,
      );
      return entries.length === 0 ? marks('{', [], '}') : marks('{ ', entries, ' }');
    }
  }
}

// The name is what is read of a store path; the rest steps back.
const named = (text: string): string =>
  escapeHtml(text).replace(storePrefix, '<span class="json-mark">$&</span>');

const entriesOf = (node: JsonNode): readonly (readonly [string | undefined, JsonNode])[] => {
  if (node.type === 'object') return node.entries;
  return node.type === 'array' ? node.items.map((item) => [undefined, item] as const) : [];
};

function countOf(node: JsonNode, { count }: Phrases): string {
  const entries = entriesOf(node).length;
  if (node.type === 'array') return `[ ${count('picture.items', entries)} ]`;
  return `{ ${count('picture.keys', entries)} }`;
}

/** Whether a value stands well on one line, with all that is in it. */
function isShort(node: JsonNode): boolean {
  if (node.type !== 'array' && node.type !== 'object') return true;
  let left = shortLine;
  const fits = (one: JsonNode, depth: number): boolean => {
    if (depth > 2) return false;
    if (one.type === 'string') left -= one.value.length + 2;
    else if (one.type === 'number' || one.type === 'constant') left -= one.text.length;
    else {
      left -= 2;
      for (const [key, value] of entriesOf(one)) {
        left -= 2 + (key?.length ?? 0);
        if (left < 0 || !fits(value, depth + 1)) return false;
      }
    }
    return left >= 0;
  };
  return fits(node, 0);
}

/** The document again, indented by two blanks a level. */
function plain(node: JsonNode, indent = ''): string {
  if (node.type === 'string') return JSON.stringify(node.value);
  if (node.type === 'number' || node.type === 'constant') return node.text;
  const inner = `${indent}  `;
  const [open, close] = node.type === 'array' ? '[]' : '{}';
  const lines = entriesOf(node).map(
    ([key, value]) => `${inner}${key === undefined ? '' : `${JSON.stringify(key)}: `}${plain(value, inner)}`,
  );
  return lines.length === 0 ? `${open}${close}` : `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}
