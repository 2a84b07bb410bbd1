import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readFenceInfo } from '../../src/cells/fence-info.ts';
import { languagesIn, sharedHighlighter } from '../../src/markdown/code-highlighter.ts';
import { codeHtml } from '../../src/markdown/code-html.ts';

async function html(info: string, code: string): Promise<string> {
  const highlighter = await sharedHighlighter();
  const read = readFenceInfo(info);
  await highlighter.load([read.language, read.diffOf ?? '']);
  return codeHtml(highlighter, code, read);
}

describe('codeHtml', () => {
  it('names what a word is, and gives it no colour', async () => {
    const highlighter = await sharedHighlighter();
    await highlighter.load(['nix']);
    const [line] = highlighter.lines('{ x = 1; }', 'nix');
    assert.equal(
      line,
      '<span class="c-punctuation">{</span> <span class="c-name">x</span> <span class="c-punctuation">=</span> <span class="c-constant">1</span><span class="c-punctuation">;</span> <span class="c-punctuation">}</span>',
    );
  });

  it('escapes a language it does not know', async () => {
    assert.equal(
      await html('bras"il', '<b>&\n'),
      '<pre class="shiki" data-language="bras&quot;il" tabindex="0"><code><span class="line">&lt;b&gt;&amp;</span></code></pre>\n',
    );
  });

  it('makes a fragment of each line step after the first', async () => {
    const got = await html('txt [5: 1|2-3|]', 'a\nb\nc\n');
    assert.match(got, /data-steps="1\|2-3\|" data-line-start="5"/);
    assert.match(
      got,
      /<\/pre><span class="fragment" data-code-step="1"><\/span><span class="fragment" data-code-step="2"><\/span>\n$/,
    );
  });

  it('marks the lines of a diff', async () => {
    const got = await html('diff', '@@ -1 +1 @@\n-a\n+b\n c\n');
    assert.deepEqual(
      [...got.matchAll(/class="(line[^"]*)"/g)].map((one) => one[1]),
      ['line hunk', 'line remove', 'line add', 'line'],
    );
  });

  it('colours the lines of a diff in the language that they are written in, and keeps their signs', async () => {
    const got = await html('diff json', '@@ -1 +1 @@\n [\n-"a"\n+1\n');
    assert.match(got, /<span class="line hunk">@@ -1 \+1 @@<\/span>\n<span class="line"> <span[^>]*>\[/);
    assert.match(got, /<span class="line remove"><span class="sign">-<\/span>.*&quot;a&quot;/);
    assert.match(got, /<span class="line add"><span class="sign">\+<\/span><span[^>]*>1<\/span><\/span>/);
    assert.equal(await html('json {diff}', '+1\n'), await html('diff-json', '+1\n'));
  });

  it('tells the commands of a console from what they print', async () => {
    const got = await html('console', '$ echo a\na <b>\n');
    assert.match(
      got,
      /<span class="line command"><span class="prompt">\$ <\/span>.*echo.*\n<span class="line output">a &lt;b&gt;<\/span>/,
    );
  });

  it('names the languages of fences, quoted and in lists too', () => {
    assert.deepEqual(
      languagesIn(
        '```nix {run}\n> ~~~ c++\n- ````Dockerfile\n```diff nix\n```diff-json\n```{.lua}\n```rust,editable\n',
      ),
      ['nix', 'c++', 'Dockerfile', 'diff', 'nix', 'diff', 'json', 'lua', 'rust'],
    );
  });
});
