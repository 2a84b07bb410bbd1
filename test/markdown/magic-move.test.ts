import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sharedHighlighter } from '../../src/markdown/code-highlighter.ts';
import { createMarkdown } from '../../src/markdown/create-markdown.ts';
import { isMagicMove, magicMoveHtml } from '../../src/markdown/magic-move.ts';

async function render(markdown: string): Promise<string> {
  const highlighter = await sharedHighlighter();
  const md = createMarkdown({
    renderFence: (fence, attributes) =>
      isMagicMove(fence) ? magicMoveHtml(highlighter, fence, attributes) : 'no move\n',
  });
  return md.render(markdown, {});
}

describe('magic move', () => {
  it('is a block for each of its fences, with a fragment before each but the first', async () => {
    assert.equal(
      await render(
        '````md magic-move {at:4}\n```txt [a.txt] {1|2}\na\nb\n```\n\nwords\n\n~~~txt\n```\n~~~\n````\n',
      ),
      `<div class="magic-move">
<figure class="code magic-state">
<figcaption class="code-title">a.txt</figcaption><pre class="shiki" data-language="txt" data-steps="1|2" data-line-start="1" tabindex="0"><code><span class="line">a</span>
<span class="line">b</span></code></pre><span class="fragment" data-code-step="1"></span>
</figure>
<span class="fragment" data-magic-step></span>
<figure class="code magic-state">
<pre class="shiki" data-language="txt" data-line-start="1" tabindex="0"><code><span class="line">\`\`\`</span></code></pre>
</figure>
</div>
`,
    );
  });

  it('numbers the lines of all, where it says so', async () => {
    const html = await render(
      '````md magic-move {lines: true}\n```txt\na\n```\n```txt {startLine:3}\na\n```\n````\n',
    );
    assert.deepEqual(
      [...html.matchAll(/data-line-start="(\d)"/g)].map((one) => one[1]),
      ['1', '3'],
    );
  });

  it('is text in a cell, and Markdown without its word', async () => {
    assert.equal(await render('````md magic-move {file=a.md}\n````\n````md\n````\n'), 'no move\nno move\n');
  });
});
