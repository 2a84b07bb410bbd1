import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatJunit, formatMoved } from '../../src/commands/check-reports.ts';
import type { CellLine } from '../../src/runner/cell-line.ts';
import { parse } from '../deck/parse.ts';

const text = '# T\n\n```bash {run name=hello}\necho hello\n```\n';
const decks = ['one/talk.md', 'two/talk.md'].map((file) => ({ ...parse(text), file, name: 'talk' }));

const line = (file: string, status: CellLine['status']): CellLine => ({
  deck: 'talk',
  file,
  cell: 'hello',
  session: 'main',
  kind: 'run',
  line: 3,
  key: 'k',
  status,
  exit: 0,
  durationMs: 1,
  output: 'hello',
});
const lines = [line('one/talk.md', 'ok'), line('two/talk.md', 'drifted')];

describe('two decks of one name in one report', () => {
  it('have their own slides that moved', () =>
    assert.equal(formatMoved(lines, decks), 'talk: slide 1 (T): hello'));

  it('have their own suites', () =>
    assert.deepEqual(formatJunit(decks, lines, []).match(/<testsuite name[^>]*>/g), [
      '<testsuite name="talk" file="one/talk.md" tests="2" failures="0" errors="0">',
      '<testsuite name="talk" file="two/talk.md" tests="2" failures="1" errors="0">',
    ]));
});
