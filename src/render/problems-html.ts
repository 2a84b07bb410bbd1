import type { Problem } from '../errors.ts';
import { escapeHtml } from '../html/escape.ts';

/** More than this lie folded below the others. */
const mostOpen = 8;

/** The problems of a deck, to be shown on top of its page; nothing if it has none. */
export function problemsHtml(problems: readonly Problem[]): string {
  if (problems.length === 0) return '';
  // What is broken comes before what is doubtful; among each other they keep their places.
  const sorted = [...problems].sort(
    (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity),
  );
  const [open, folded] = [sorted.slice(0, mostOpen), sorted.slice(mostOpen)];
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const kind = errors > 0 ? 'problems problems-error' : 'problems problems-warning';
  return [
    `<aside class="${kind}" id="piste-problems" role="alert">`,
    listHtml(open),
    ...(folded.length === 0
      ? []
      : [`<details>\n<summary>and ${folded.length} more</summary>`, listHtml(folded), '</details>']),
    '</aside>',
  ].join('\n');
}

const severities: readonly Problem['severity'][] = ['error', 'warning'];

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
