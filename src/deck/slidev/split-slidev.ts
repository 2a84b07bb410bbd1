import { isMap, parseDocument } from 'yaml';
import type { ExpandedLine } from '../../markdown/include.ts';
import { isRecord } from '../front-matter.ts';
import { slideKeys } from './slide-keys.ts';

/** A slide of a Slidev deck before anything in it is read: its own front matter, and its lines. */
export interface SlidevSlide {
  readonly head: Readonly<Record<string, unknown>>;
  /** Why its front matter cannot be read; `head` is empty then. */
  readonly flaw?: string;
  /** The source line, from 1, that it begins on: that of its front matter, if it has one. */
  readonly line: number;
  /** The lines of its front matter. */
  readonly headLines: readonly ExpandedLine[];
  readonly lines: readonly ExpandedLine[];
}

/** A front matter of more lines is a slide. */
const mostHeadLines = 200;

/**
 * Cuts a text at its lines of dashes, as Slidev does: right after one, without a blank line, a slide may have YAML up
 * to the next `---`. Dashes in `isCode` lines cut nothing; what is no YAML mapping is the slide's text.
 */
export function splitSlidev(
  lines: readonly ExpandedLine[],
  isCode: (index: number) => boolean,
): readonly SlidevSlide[] {
  const slides: SlidevSlide[] = [];
  let head: SlidevHead = { data: {} };
  let firstLine = lines[0]?.line ?? 1;
  let start = 0;
  let headLines: readonly ExpandedLine[] = [];
  const cut = (end: number): void => {
    const own = lines.slice(start, end);
    const inFence =
      Object.keys(head.data).length === 0 && head.flaw === undefined ? fencedHead(own) : undefined;
    slides.push({
      head: inFence?.data ?? head.data,
      ...(head.flaw === undefined ? {} : { flaw: head.flaw }),
      line: firstLine,
      headLines: inFence === undefined ? headLines : own.slice(0, inFence.next),
      lines: inFence === undefined ? own : own.slice(inFence.next),
    });
  };
  for (let index = 0; index < lines.length; index++) {
    const text = lines[index]?.text ?? '';
    if (!/^-{3,}[ \t]*$/.test(text) || isCode(index)) continue;
    cut(index);
    const found = text.trimEnd() === '---' ? headAfter(lines, index) : undefined;
    head = found?.head ?? { data: {} };
    firstLine = lines[index + 1]?.line ?? lines.at(-1)?.line ?? 1;
    headLines = found === undefined ? [] : lines.slice(index + 1, found.close);
    index = found?.close ?? index;
    start = index + 1;
  }
  cut(lines.length);
  return slides;
}

interface SlidevHead {
  readonly data: Readonly<Record<string, unknown>>;
  readonly flaw?: string;
}

function headAfter(
  lines: readonly ExpandedLine[],
  separator: number,
): { readonly head: SlidevHead; readonly close: number } | undefined {
  if ((lines[separator + 1]?.text ?? '').trim() === '') return undefined;
  const end = Math.min(lines.length, separator + mostHeadLines);
  for (let close = separator + 1; close < end; close++) {
    if (lines[close]?.text.trimEnd() !== '---') continue;
    const yaml = lines.slice(separator + 1, close).map((line) => line.text);
    const head = readYaml(yaml.join('\n'));
    return head === undefined ? undefined : { head, close };
  }
  return undefined;
}

/** A fence of YAML that a slide begins with is its front matter, if all of it is Slidev's. */
function fencedHead(
  lines: readonly ExpandedLine[],
): { readonly data: SlidevHead['data']; readonly next: number } | undefined {
  const first = lines.findIndex((line) => line.text.trim() !== '');
  if (!/^```ya?ml[ \t]*$/.test(lines[first]?.text ?? '')) return undefined;
  const close = lines.findIndex((line, index) => index > first && /^```[ \t]*$/.test(line.text));
  if (close < 0) return undefined;
  const yaml = lines.slice(first + 1, close).map((line) => line.text);
  const head = readYaml(yaml.join('\n'));
  const keys = Object.keys(head?.data ?? {});
  if (head === undefined || keys.length === 0 || !keys.every((key) => slideKeys.has(key))) return undefined;
  return { data: head.data, next: close + 1 };
}

/** A YAML mapping, or nothing but comments; undefined for anything else. */
function readYaml(yaml: string): SlidevHead | undefined {
  const document = parseDocument(yaml, { prettyErrors: false, logLevel: 'silent' });
  const error = document.errors[0];
  if (error !== undefined) {
    const looksLikeOne = /^[A-Za-z][\w-]*:(?:\s|$)/.test(yaml);
    return looksLikeOne ? { data: {}, flaw: error.message.split('\n')[0] ?? error.message } : undefined;
  }
  if (document.contents === null && /^\s*#/.test(yaml) && !/^#{1,6} /m.test(yaml)) return { data: {} };
  if (!isMap(document.contents)) return undefined;
  try {
    const data: unknown = document.toJS({ maxAliasCount: 100 });
    return isRecord(data) ? { data } : undefined;
  } catch {
    return { data: {}, flaw: 'its aliases grow without end' };
  }
}
