import { whyNotConfined } from '../cells/confined-path.ts';

/** A file beside the deck, read for an include; or why it was not, and the edit that mends that. */
export type IncludeRead = { readonly text: string } | { readonly why: string; readonly mend: string };

/** One `{{#include path:from:to}}` or `{{#include path:anchor}}`. */
interface Directive {
  readonly path: string;
  readonly part: readonly string[];
}

/** A line of the deck after its includes were put in; `line` is the source line, from 1, that it came from. */
export interface ExpandedLine {
  readonly text: string;
  readonly line: number;
}

export type IncludeFlaw = (line: number, column: number, message: string, mend: string) => void;

const directive = /(\\?)\{\{#include\s+([^{}\s]{1,500})\s*\}\}/g;
const mostBytes = 4_000_000;

/** The paths that a text includes, each once. */
export function includePathsOf(text: string): readonly string[] {
  const found = [...text.matchAll(directive)].filter((one) => one[1] === '');
  return [...new Set(found.map((one) => readDirective(one[2] ?? '').path))];
}

/**
 * Puts the included files in, in fences and in text alike. A directive alone on its line gives its indentation to
 * every line it becomes; `\{{#include` stays as text. What is included includes nothing further.
 */
export function expandIncludes(
  lines: readonly string[],
  firstLine: number,
  read: (path: string) => IncludeRead,
  flaw: IncludeFlaw,
): readonly ExpandedLine[] {
  let budget = mostBytes;
  let fence = '';
  return lines.flatMap((text, index): ExpandedLine[] => {
    const line = firstLine + index;
    if (!text.includes('{{#include')) {
      fence = fenceAfter(fence, text);
      return [{ text, line }];
    }
    const indent = /^[ \t>]*/.exec(text)?.[0] ?? '';
    const expanded = text.replace(directive, (written, escaped: string, spec: string, offset: number) => {
      if (escaped !== '') return written.slice(1);
      const taken = takeInclude(readDirective(spec), read);
      if ('why' in taken) flaw(line, offset + 1, taken.why, taken.mend);
      else if (fence !== '' && taken.text.split('\n').some((one) => fenceAfter(fence, one) === '')) {
        flaw(
          line,
          offset + 1,
          `what is included ends the code it is in (${fence})`,
          `begin the code with ${fence}${fence[0]}`,
        );
      } else if (taken.text.length > budget)
        flaw(line, offset + 1, 'the deck includes too much', 'include less');
      else {
        budget -= taken.text.length;
        return offset === indent.length ? taken.text.replaceAll('\n', `\n${indent}`) : taken.text;
      }
      return written;
    });
    return expanded.split('\n').map((one) => ({ text: one, line }));
  });
}

/** The mark of the fence that is open after a line: near enough to tell that an included line would close it. */
function fenceAfter(fence: string, line: string): string {
  const found = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(`{3,}|~{3,})(.*)$/.exec(line);
  if (fence === '') return found?.[1] ?? '';
  return found?.[1]?.startsWith(fence) === true && found[2]?.trim() === '' ? '' : fence;
}

function readDirective(spec: string): Directive {
  const [path = '', ...part] = spec.split(':');
  return { path, part };
}

function takeInclude({ path, part }: Directive, read: (path: string) => IncludeRead): IncludeRead {
  const refused = whyNotConfined(path);
  if (refused !== undefined) {
    return {
      why: `\`${path}\` cannot be included: ${refused}`,
      mend: 'include a file in the folder of the deck',
    };
  }
  const file = read(path);
  if ('why' in file) return file;
  const lines = file.text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\n$/, '')
    .split('\n');
  const [from = '', to] = part;
  if (part.length > 0 && !/^\d*$/.test(from)) return takeAnchor(path, lines, from);
  if (part.length > 2 || !/^\d*$/.test(to ?? '')) {
    return {
      why: `\`${path}:${part.join(':')}\` names no lines`,
      mend: 'write it as `file.nix:2:10` or `file.nix:anchor`',
    };
  }
  const first = from === '' ? 1 : Number(from);
  const last = part.length === 1 ? first : to === undefined || to === '' ? lines.length : Number(to);
  if (part.length > 0 && (first < 1 || first > lines.length || last < first)) {
    return {
      why: `\`${path}\` has ${lines.length} lines, not ${first} to ${last}`,
      mend: 'name lines that it has',
    };
  }
  const taken = part.length === 0 ? lines : lines.slice(first - 1, last);
  return { text: taken.filter((one) => !isAnchorMark(one)).join('\n') };
}

function takeAnchor(path: string, lines: readonly string[], anchor: string): IncludeRead {
  const marks = (word: string) => (line: string) =>
    new RegExp(`\\b${word}:\\s*(\\S+)`).exec(line)?.[1]?.replace(/\*\/$|-->$/, '') === anchor;
  const start = lines.findIndex(marks('ANCHOR'));
  if (start < 0) {
    return {
      why: `\`${path}\` has no \`ANCHOR: ${anchor}\``,
      mend: `put a comment \`ANCHOR: ${anchor}\` before the lines`,
    };
  }
  const length = lines.slice(start + 1).findIndex(marks('ANCHOR_END'));
  const taken = lines.slice(start + 1, length < 0 ? undefined : start + 1 + length);
  return { text: taken.filter((one) => !isAnchorMark(one)).join('\n') };
}

const isAnchorMark = (line: string): boolean => /\bANCHOR(?:_END)?:\s*\S/.test(line);
