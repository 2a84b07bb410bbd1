import type { Problem } from '../errors.ts';
import { escapeHtml } from '../html/escape.ts';

/** The problems of a deck, to be shown on top of its page; nothing if it has none. */
export function problemsHtml(problems: readonly Problem[]): string {
  if (problems.length === 0) return '';
  const items = problems.map((problem) => {
    const place = `${problem.file}:${problem.line}:${problem.column}`;
    const mend = problem.mend === undefined ? '' : `\n<p class="mend">${escapeHtml(problem.mend)}</p>`;
    return [
      `<li class="problem problem-${problem.severity}" data-line="${problem.line}">`,
      `<p><span class="place">${escapeHtml(place)}</span> <span class="message">${escapeHtml(problem.message)}</span></p>`,
      `<pre>${escapeHtml(problem.excerpt)}</pre>${mend}`,
      '</li>',
    ].join('\n');
  });
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const kind = errors > 0 ? 'problems problems-error' : 'problems problems-warning';
  return `<aside class="${kind}" id="piste-problems" role="alert">\n<ol>\n${items.join('\n')}\n</ol>\n</aside>`;
}
