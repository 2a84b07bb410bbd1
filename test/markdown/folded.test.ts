import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMarkdown } from '../../src/markdown/create-markdown.ts';

// What is folded, and how it is written: test/fixtures/markdown/folded.md.
describe('a hint', () => {
  const summaryOf = (lang: string, source: string): string | undefined =>
    /<summary>.*<\/summary>/.exec(createMarkdown({ lang }).render(source, {}))?.[0];

  it('is named in the deck’s language', () => {
    assert.equal(
      summaryOf('de', '::: hint\nSo.\n:::'),
      '<summary><span class="fold-kind">Tipp</span></summary>',
    );
    assert.equal(
      summaryOf('fr', '::: solution\nAinsi.\n:::'),
      '<summary><span class="fold-kind">Solution</span></summary>',
    );
  });

  it('is read in linear time', () => {
    const md = createMarkdown();
    for (const long of [
      `::: box${' '.repeat(1e5)}x`,
      `::: hint ${' '.repeat(1e5)}x`,
      `::: hint ${'{'.repeat(1e5)}`,
    ])
      assert.ok(md.render(long, {}).length > 0);
  });
});
