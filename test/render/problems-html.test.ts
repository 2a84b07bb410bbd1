import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Problem } from '../../src/errors.ts';
import { problemsHtml } from '../../src/render/problems-html.ts';

const problem = (severity: Problem['severity'], line: number): Problem => ({
  severity,
  file: 'deck.md',
  line,
  column: 1,
  message: `${severity} of line ${line}`,
  excerpt: '> 1 | <b>',
});
/** The page's words, with what is folded in brackets. */
const shown = (problems: readonly Problem[]): string =>
  problemsHtml(problems)
    .replace(/<aside class="problems (\S+)".*>/, '$1:')
    .replaceAll('<details>', '[')
    .replaceAll('</details>', ']')
    .replaceAll(/<pre>.*<\/pre>|<span class="place">.*?<\/span>|<[^>]+>/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

describe('the problems of a deck on its page', () => {
  it('are nothing where there are none', () => {
    assert.equal(problemsHtml([]), '');
  });

  it('lie open where they are errors; warnings are a line', () => {
    assert.equal(
      shown([problem('warning', 1), problem('error', 2), problem('warning', 3)]),
      'problems-error: error of line 2 [ 2 warnings warning of line 1 warning of line 3 ]',
    );
    assert.equal(shown([problem('warning', 1)]), 'problems-warning: [ 1 warning warning of line 1 ]');
  });

  it('are folded behind the eighth error', () => {
    const many = Array.from({ length: 10 }, (_, at) => problem('error', at + 1));
    assert.match(shown(many), /error of line 8 \[ and 2 more error of line 9 error of line 10 \]$/);
  });

  it('are text, whatever the deck holds', () => {
    assert.match(problemsHtml([problem('error', 1)]), /<pre>&gt; 1 \| &lt;b&gt;<\/pre>/);
  });
});
