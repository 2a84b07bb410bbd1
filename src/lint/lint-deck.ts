import { readFile } from 'node:fs/promises';
import type { Deck } from '../deck/deck.ts';
import { createProblemList } from '../deck/problem-list.ts';
import { normaliseText } from '../deck/source-text.ts';
import type { Problem } from '../errors.ts';
import { readSilences } from '../links/silences.ts';
import { openDeckFolder } from './deck-folder.ts';
import type { Finding } from './lint-rule.ts';
import { textRules } from './lint-rules.ts';
import { type LintSubject, readLintSubject } from './lint-subject.ts';
import type { DeckPages } from './overflow/deck-pages.ts';
import { pageFindings } from './overflow/page-findings.ts';
import { unknownRules } from './unknown-rules.ts';

/** What a deck is linted with: its file, and the browser that looks at its slides, if one is to. */
export interface LintContext {
  readonly file: string;
  readonly pages?: DeckPages;
}

interface NamedFinding {
  readonly rule: string;
  readonly finding: Finding;
}

/**
 * Looks for what is broken or doubtful in a deck, beside what its own `problems` say already. A problem's message ends
 * with the name of its rule; what the author has silenced is left out. Nothing of the deck runs.
 */
export async function lintDeck(deck: Deck, context: LintContext): Promise<readonly Problem[]> {
  const text = await readFile(context.file, 'utf8');
  const subject = readLintSubject(deck, text, openDeckFolder(context.file));
  const ofText = (
    await Promise.all(
      textRules.map(async (rule) =>
        (await rule.check(subject)).map((finding) => ({ rule: rule.name, finding })),
      ),
    )
  ).flat();
  const ofPages = await lookAtPages(subject, ofText, context);
  const silences = readSilences(deck, subject.head, subject.parts, subject.lines);
  const problems = createProblemList(deck.file, normaliseText(text));
  const told = new Set<string>();
  const tell = ({ rule, finding }: NamedFinding): void => {
    const { line, column, severity, message, mend } = finding;
    // A footnote is on every slide that names it.
    const key = JSON.stringify([line, column, rule, message]);
    if (told.has(key)) return;
    told.add(key);
    problems[severity === 'error' ? 'error' : 'warn']({ line, column }, `${message} [${rule}]`, mend);
  };
  for (const finding of unknownRules(silences)) tell({ rule: 'unknown-rule', finding });
  for (const one of [...ofText, ...ofPages]) if (!silences.covers(one.rule, one.finding)) tell(one);
  return problems.all();
}

/** What the browser adds: it complains of missing files too, which are known by then. */
async function lookAtPages(
  subject: LintSubject,
  known: readonly NamedFinding[],
  { file, pages }: LintContext,
): Promise<readonly NamedFinding[]> {
  const look = await pages?.look(file);
  if (look === undefined) return [];
  const files = new Set(known.filter((one) => one.rule === 'missing-file').map((one) => one.finding.line));
  return pageFindings(subject, look).filter(
    (one) => one.rule !== 'page-error' || !files.has(one.finding.line),
  );
}
