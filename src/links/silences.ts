import type { Token } from 'markdown-it';
import type { Deck, Slide } from '../deck/deck.ts';
import type { FrontMatter } from '../deck/front-matter.ts';
import type { Position } from '../errors.ts';
import { htmlPieces } from '../markdown/html-pieces.ts';
import type { ReadPart } from './read-parts.ts';

/** What a deck's author does not want to hear, and where. */
export interface Silences {
  /** Whether nothing is to be said, by a rule's name, of a line, or of a slide as a whole. */
  readonly covers: (rule: string, about: { readonly line: number; readonly slide?: Slide }) => boolean;
  /** The names that are silenced, where they are written; an empty one where a name should be. */
  readonly named: readonly { readonly rule: string; readonly at: Position }[];
}

/** Lines `first` to `last`, from 1, about which a rule is silent. */
interface Silence {
  readonly rule: string;
  readonly first: number;
  readonly last: number;
}

/** Reads `check.ignore` of the front matter and the comments `<!-- piste-ignore: NAME -->` of the slides. */
export function readSilences(
  deck: Deck,
  head: FrontMatter,
  parts: readonly ReadPart[],
  lines: readonly string[],
): Silences {
  const whole = { first: 1, last: Number.POSITIVE_INFINITY };
  const silences: Silence[] = deck.settings.check.ignore.map((rule) => ({ rule, ...whole }));
  const ignoreAt = head.positionOf(['check', 'ignore']);
  const named = silences.map(({ rule }) => ({ rule, at: ignoreAt }));
  for (const part of parts.filter((one) => !one.isNotes)) {
    const seek = part.seeker();
    for (const { token, comment } of part.tokens.flatMap((one) => commentsOf(one, one))) {
      const names = /^\s*piste-ignore\b:?([\s\S]*)$/
        .exec(comment)?.[1]
        ?.split(/[\s,]+/)
        .filter(Boolean);
      if (names === undefined) continue;
      const at = seek(token, 'piste-ignore');
      const range = { first: at.line, last: lastLineAfter(at.line, lines) };
      silences.push(...names.map((rule) => ({ rule, ...range })));
      named.push(...(names.length === 0 ? [''] : names).map((rule) => ({ rule, at })));
    }
  }
  return {
    named,
    covers: (rule, { line, slide }) =>
      silences.some(
        (one) =>
          one.rule === rule &&
          ((line >= one.first && line <= one.last) ||
            (slide !== undefined && one.first >= slide.line && one.first <= slide.endLine)),
      ),
  };
}

function commentsOf(token: Token, block: Token): readonly { token: Token; comment: string }[] {
  const own =
    token.type === 'html_block' || token.type === 'html_inline'
      ? htmlPieces(token.content).flatMap((piece) =>
          piece.type === 'comment' ? [{ token: block, comment: piece.text }] : [],
        )
      : [];
  return [...own, ...(token.children ?? []).flatMap((child) => commentsOf(child, block))];
}

/** A comment alone on its line is about the block after it, to the next blank line; else about its own line. */
function lastLineAfter(line: number, lines: readonly string[]): number {
  if (!/^[\s>]*<!--/.test(lines[line - 1] ?? '')) return line;
  let last = line;
  while (last < lines.length && (lines[last] ?? '').trim() === '') last++;
  while (last < lines.length && (lines[last] ?? '').trim() !== '') last++;
  return last;
}
