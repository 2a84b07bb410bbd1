import type { Problem } from '../errors.ts';
import { escapeHtml } from '../html/escape.ts';

/** More errors than this lie folded below the others. */
const mostOpen = 8;

/**
 * The problems of a deck, to be shown on top of its page; nothing if it has none. Errors are open; warnings are a line
 * that opens, for a deck with them is presented all the same.
 */
export function problemsHtml(problems: readonly Problem[]): string {
  if (problems.length === 0) return '';
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  const [open, folded] = [errors.slice(0, mostOpen), errors.slice(mostOpen)];
  const attributes =
    errors.length > 0
      ? 'class="problems problems-error" id="piste-problems" role="alert"'
      : 'class="problems problems-warning" id="piste-problems" role="status"';
  return [
    `<aside ${attributes}>`,
    ...(open.length === 0 ? [] : [listHtml(open)]),
    ...foldedHtml(`and ${folded.length} more`, folded),
    ...foldedHtml(warnings.length === 1 ? '1 warning' : `${warnings.length} warnings`, warnings),
    '</aside>',
  ].join('\n');
}

const foldedHtml = (summary: string, problems: readonly Problem[]): readonly string[] =>
  problems.length === 0 ? [] : [`<details>\n<summary>${summary}</summary>`, listHtml(problems), '</details>'];

const listHtml = (problems: readonly Problem[]): string =>
  `<ol>\n${problems.map(problemHtml).join('\n')}\n</ol>`;

function problemHtml(problem: Problem): string {
  const place = `${problem.file}:${problem.line}:${problem.column}`;
  const mend = problem.mend === undefined ? '' : `\n<p class="mend">${escapeHtml(problem.mend)}</p>`;
  return [
    `<li class="problem problem-${problem.severity}" data-line="${problem.line}">`,
    `<p><span class="place">${escapeHtml(place)}</span> <span class="message">${escapeHtml(problem.message)}</span></p>`,
    `<pre>${escapeHtml(problem.excerpt)}</pre>${mend}`,
    '</li>',
  ].join('\n');
}
