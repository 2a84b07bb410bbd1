import type { ExpandedLine } from '../markdown/include.ts';
import type { Slide } from './deck.ts';
import type { FrontMatter } from './front-matter.ts';
import { positionAt } from './source-text.ts';
import type { RawSlide } from './split-slides.ts';

/** A slide's text and place, before its Markdown is read. */
export type CutSlide = Omit<Slide, 'cells' | 'outputs' | 'attributes'> & {
  /** Attributes of its `<section>` that do not stand in its text. */
  readonly given: Slide['attributes'];
};

/** Takes a slide's own text out of the body, without blank lines around it. */
export function cutSlide(
  raw: RawSlide,
  body: string,
  starts: readonly number[],
  lines: readonly ExpandedLine[],
): CutSlide {
  const text = body.slice(raw.start, raw.textEnd);
  const leading = /^(?:[ \t]*\n)*/.exec(text)?.[0].length ?? 0;
  const first = positionAt(starts, Math.min(raw.start + leading, body.length)).line - 1;
  const own = text.slice(leading).trimEnd();
  const ownLines = own === '' ? [] : own.split('\n');
  const sourceLines = ownLines.map((_, index) => lines[first + index]?.line ?? 1);
  const line = sourceLines[0] ?? lines[Math.max(0, first)]?.line ?? 1;
  const notes = raw.notesStart === undefined ? undefined : body.slice(raw.notesStart, raw.end).trim();
  return {
    h: raw.h,
    v: raw.v,
    line,
    endLine: Math.max(line, sourceLines.at(-1) ?? line),
    markdown: ownLines.join('\n'),
    sourceLines,
    notes,
    given: {},
  };
}

/** A post's title is in its front matter: its first slide shows it, unless the text begins with one. */
export function postTitle(head: FrontMatter, body: string): readonly ExpandedLine[] {
  const { title, subtitle } = head.data;
  if (typeof title !== 'string' || /^\s*#\s/.test(body)) return [];
  const { line } = head.positionOf(['title']);
  const escaped = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|:&]/g, '\\$&');
  const shown = [`# ${escaped(title)}`, ''];
  if (typeof subtitle === 'string' && subtitle !== '') shown.push(escaped(subtitle), '');
  return shown.map((text) => ({ text, line }));
}
