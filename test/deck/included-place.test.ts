import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseDeck } from '../../src/deck/parse-deck.ts';

const files: Readonly<Record<string, string>> = {
  'parts/one.md': '# One\n\n```bash {run tmeout=3s}\nls\n```\n',
  'two.md': 'Text\n\n<!-- output: nobody -->\n',
};
const problemsOf = (text: string) =>
  parseDeck(text, {
    file: 'talks/deck.md',
    name: 'deck',
    readInclude: (path) => {
      const found = files[path];
      return found === undefined ? { why: `\`${path}\` is not there`, mend: '' } : { text: found };
    },
  }).problems;

describe('what is wrong in an included file', () => {
  it('has its place and its excerpt there, among what is wrong in the deck', () => {
    const problems = problemsOf(
      '```bash {run expct=1}\nls\n```\n\n{{#include parts/one.md}}\n\n{{#include two.md}}\n\n```bash {run shw=json}\nls\n```\n',
    );
    assert.deepEqual(
      problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`),
      [
        'talks/deck.md:1:14 there is no option `expct`',
        'talks/parts/one.md:3:14 there is no option `tmeout`',
        'talks/two.md:3:6 no cell is named `nobody`',
        'talks/deck.md:9:14 there is no option `shw`',
      ],
    );
    assert.match(problems[1]?.excerpt ?? '', /^> 3 \| ```bash \{run tmeout=3s\}\n {4}\| {14}\^$/m);
  });

  it('is a matter of the deck where the deck includes it wrongly', () =>
    assert.deepEqual(
      problemsOf('# A\n\n{{#include gone.md}}\n').map(({ file, line }) => `${file}:${line}`),
      ['talks/deck.md:3'],
    ));
});
