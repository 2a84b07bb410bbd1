import type { Token } from 'markdown-it';
import { nearestWord } from '../cells/nearest-word.ts';
import type { Position } from '../errors.ts';
import { htmlPieces } from '../markdown/html-pieces.ts';
import type { Finding } from './lint-rule.ts';
import { lintRuleNames } from './lint-rules.ts';
import type { LintSubject } from './lint-subject.ts';

/** What a deck's author does not want to hear, and where. */
export interface Silences {
  readonly covers: (rule: string, finding: Finding) => boolean;
  /** Names that no rule has. */
  readonly mistakes: readonly Finding[];
}

/** Lines `first` to `last`, from 1, about which a rule is silent. */
interface Silence {
  readonly rule: string;
  readonly first: number;
  readonly last: number;
}

/** Reads `check.ignore` of the front matter and the comments `<!-- piste-ignore: NAME -->` of the slides. */
export function readSilences(subject: LintSubject): Silences {
  const { deck, head, lines, parts } = subject;
  const mistakes: Finding[] = [];
  const silences: Silence[] = [];
  const known = (rule: string, at: Position): boolean => {
    if (lintRuleNames.includes(rule)) return true;
    mistakes.push({ ...at, severity: 'error', ...unknownRule(rule) });
    return false;
  };
  for (const rule of deck.settings.check.ignore) {
    if (known(rule, head.positionOf(['check', 'ignore'])))
      silences.push({ rule, first: 1, last: Number.POSITIVE_INFINITY });
  }
  for (const part of parts.filter((one) => !one.isNotes)) {
    const seek = part.seeker();
    for (const { token, comment } of part.tokens.flatMap((one) => commentsOf(one, one))) {
      const names = /^\s*piste-ignore\b:?([\s\S]*)$/
        .exec(comment)?.[1]
        ?.split(/[\s,]+/)
        .filter(Boolean);
      if (names === undefined) continue;
      const at = seek(token, 'piste-ignore');
      if (names.length === 0) mistakes.push({ ...at, severity: 'error', ...unknownRule('') });
      const range = { first: at.line, last: lastLineAfter(at.line, lines) };
      for (const rule of names) if (known(rule, at)) silences.push({ rule, ...range });
    }
  }
  return {
    mistakes,
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

function unknownRule(rule: string): { message: string; mend: string } {
  const near = nearestWord(rule, lintRuleNames);
  return {
    message: rule === '' ? '`piste-ignore` names no rule' : `there is no rule \`${rule}\` to ignore`,
    mend: near === undefined ? `the rules are ${lintRuleNames.join(', ')}` : `did you mean \`${near}\`?`,
  };
}
