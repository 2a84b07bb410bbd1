import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMarkdown } from '../../src/markdown/create-markdown.ts';
import { fixtureNames, readPairs } from './read-pairs.ts';

// Each file of test/fixtures/markdown is a syntax: open it to see what goes in and what comes out.
for (const fixture of fixtureNames()) {
  describe(fixture, () => {
    const pairs = readPairs(fixture);
    assert.ok(pairs.length > 0, `${fixture} has no pair`);
    for (const pair of pairs) {
      it(pair.name, () => {
        const md = createMarkdown({ renderOutput: (name) => `[output of ${name}]\n` });
        assert.equal(md.render(pair.input, {}), pair.output);
      });
    }
  });
}
