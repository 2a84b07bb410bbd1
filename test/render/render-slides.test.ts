import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { indexEntryOf } from '../../src/render/index-card.ts';
import { renderIndex } from '../../src/render/render-index.ts';
import { renderPageStacks, renderSlides, renderSlidesBody } from '../../src/render/render-slides.ts';
import { parse } from '../deck/parse.ts';

const options = {
  assets: { styles: ['/a.css'], scripts: ['/a.js?x="y"'] },
  config: { live: '</script><!--' },
};
const body = async (text: string): Promise<string> =>
  (await renderSlidesBody(parse(text))).replace(/<svg class="ridge".*<\/svg>/g, '(the ridge)');

describe('renderPageStacks', () => {
  const hidden = '<!-- .slide: data-visibility="hidden" -->';
  const text = `one\n\n---\n\n${hidden}\ntwo\n\n---\n\nthree\n\n----\n\n${hidden}\nfour\n`;
  const wordsOf = (stacks: readonly string[]) =>
    stacks.map((stack) => stack.match(/<section>|(?<=<p>)\w+/g)?.join(' '));

  it('tells what reveal.js leaves on the page: a stack stays one, with what is shown of it', async () => {
    const { all, shown } = await renderPageStacks(parse(text));
    assert.deepEqual(wordsOf(all), ['one', 'two', '<section> three four']);
    assert.deepEqual(wordsOf(shown), ['one', '<section> three']);
  });

  it('leaves all on it where the deck shows hidden slides', async () => {
    const { all, shown } = await renderPageStacks(
      parse(`---\nrevealOptions: {showHiddenSlides: true}\n---\n${text}`),
    );
    assert.deepEqual(shown, all);
  });
});

describe('renderSlidesBody', () => {
  it('makes sections, stacks, notes and attributes', async () => {
    const text = '# A\n\nNote: *n*\n\n---\n\n<!-- .slide: data-background="#f00" -->\n\nb\n\n----\n\nc\n';
    assert.equal(
      await body(text),
      `<section class="layout-title" data-line="1">
<h1 id="a">A</h1>
(the ridge)
<aside class="notes">
<p><em>n</em></p>
</aside>
</section>
<section>
<section data-background="#f00" class="layout-statement" data-line="7">

<p>b</p>
</section>
<section class="layout-statement" data-line="13">
<p>c</p>
</section>
</section>
`,
    );
  });
  it('keeps ids apart among slides, and from those of the page', async () => {
    const html = await body('# A\n\n---\n\n# A\n\n---\n\n# Piste deck\n');
    assert.deepEqual(
      [...html.matchAll(/ id="([^"]*)"/g)].map((one) => one[1]),
      ['a', 'a-2', 'piste-deck-2'],
    );
  });
  it('links what another slide defines', async () => {
    assert.match(
      await body('[r]\n\n---\n\n[r]: https://x.org\n'),
      /<a href="https:\/\/x.org" rel="noopener">r<\/a>/,
    );
  });
});

describe('a cell on the page', () => {
  it('is what the client expects', async () => {
    assert.equal(
      await body('```bash {run name=x auto live} [Hello <you>]\nls\n```\n'),
      `<section data-line="1">
<figure class="cell cell-run output-below" data-cell="x" data-kind="run" data-language="bash" data-session="main" data-state="idle" data-auto data-live>
<figcaption class="cell-title">Hello &lt;you&gt;</figcaption>
<div class="cell-source"><pre class="shiki" data-language="bash" tabindex="0"><code><span class="line"><span class="c-function">ls</span></span></code></pre></div>
<div class="cell-bar"><button type="button" data-action="run" aria-label="Run"><span class="icon" aria-hidden="true"></span><span class="label">Run</span></button><button type="button" data-action="cancel" aria-label="Stop"><span class="icon" aria-hidden="true"></span><span class="label">Stop</span></button><button type="button" data-action="restore" aria-label="Reset to here"><span class="icon" aria-hidden="true"></span><span class="label">Reset to here</span></button><button type="button" data-action="reset" aria-label="Reset"><span class="icon" aria-hidden="true"></span><span class="label">Reset</span></button><span class="cell-status" aria-live="polite"></span></div>
<div class="cell-output" data-output tabindex="0" role="group" aria-label="Output"></div>
</figure>
</section>
`,
    );
  });

  const has: [name: string, text: string, pattern: RegExp][] = [
    [
      'a file has its path for a title',
      '```nix {file=a/b.nix}\n```\n',
      /<figcaption class="cell-title">a\/b.nix</,
    ],
    ['a step is a fragment', '```bash {run step}\n```\n', /class="cell-output fragment"/],
    [
      'a terminal has a size and a place',
      '```bash {terminal cols=100}\n```\n',
      /data-cols="100" data-rows="24">[\s\S]*<div class="terminal" data-terminal data-cell="1" tabindex="0" role="group" aria-label="Terminal"><\/div>/,
    ],
    [
      'a comment on it is on all of it',
      '```bash {run}\n```\n<!-- .element: class="fragment" -->\n',
      /<figure class="cell cell-run output-below fragment"/,
    ],
    [
      'output=next is the slide below',
      '```bash {run output=next}\n```\n',
      /^<section>\n<section data-line="1">[\s\S]*<\/section>\n<section class="output-slide" data-line="1">\n<div class="cell-output" data-output data-for="1"/,
    ],
    [
      'an output has the place it was given',
      'a\n\n<!-- output: x -->\n\n---\n\n```bash {run name=x}\n```\n',
      /<p>a<\/p>\n<div class="cell-output" data-output data-for="x"[^>]*><\/div>\n<\/section>/,
    ],
    ['line steps work', '```bash {run} [1|2]\na\nb\n```\n', /data-steps="1\|2"[\s\S]*data-code-step="1"/],
  ];
  for (const [name, text, pattern] of has) it(name, async () => assert.match(await body(text), pattern));

  const hasNot: [name: string, text: string, pattern: RegExp][] = [
    ['a check is not there', '```bash {check hint="h"}\nsecret\n```\n', /figure|secret/],
    ['hidden source', '```bash {run hide}\nsecret\n```\n', /cell-source|secret/],
    ['no output', '```bash {run output=none}\n```\n', /data-output/],
    ['a terminal has no output', '```nix {repl}\n```\n', /cell-output"|data-action="cancel"/],
    [
      'an output that is elsewhere',
      '<!-- output: x -->\n\n```bash {run name=x}\n```\n',
      /<div class="cell-output" data-output tabindex/,
    ],
    ['a place of no cell', '<!-- output: x -->\n', /cell-output/],
  ];
  for (const [name, text, pattern] of hasNot)
    it(`${name} is not`, async () => assert.doesNotMatch(await body(text), pattern));

  it('an example in code of a place takes no output away', async () => {
    assert.match(
      await body('```md\n<!-- output: x -->\n```\n\n```bash {run name=x}\n```\n'),
      /<div class="cell-output" data-output tabindex/,
    );
  });
});

describe('renderSlides', () => {
  const text =
    '---\ntitle: "<b>&"\ncss: [own.css, ../no.css, "https://x.org/x.css"]\nenvironment: { network: full }\n---\n```bash {run xx}\n```\n';
  it('is a page without inline script, whatever is in the data', async () => {
    const html = await renderSlides(parse(text), options);
    assert.match(
      html,
      /<title>&lt;b&gt;&amp;<\/title>\n<link rel="stylesheet" href="\/a.css">\n<link rel="stylesheet" href="own.css">\n<\/head>/,
    );
    assert.equal(
      html.match(/<\/?script\b[^>]*>/g)?.join(''),
      '<script type="application/json" id="piste-deck"></script><script type="module" src="/a.js?x=&quot;y&quot;"></script>',
    );
    const data: unknown = JSON.parse(/id="piste-deck">([^<]*)</.exec(html)?.[1] ?? '');
    assert.deepEqual(data, {
      name: 'deck',
      title: '<b>&',
      layout: 'slides',
      theme: null,
      revealOptions: {},
      live: '</script><!--',
    });
  });
  it('shows problems on top', async () => {
    const html = await renderSlides(parse(text), options);
    assert.match(
      html,
      /<body[^>]*>\n<aside class="problems problems-error" id="piste-problems" role="alert">[\s\S]*deck.md:6:14[\s\S]*no option `xx`[\s\S]*<pre>[\s\S]*<p class="mend">/,
    );
  });
});

describe('renderIndex', () => {
  it('has a card for each deck, and says which are wrong', () => {
    const good = parse('---\ntitle: <Good>\n---\n```bash {run}\n```\n');
    const html = renderIndex(
      [{ ...good, name: 'a b' }, parse('```bash {run xx}\n```\n')].map(indexEntryOf),
      options,
    );
    assert.match(
      html,
      /<a href="a%20b\/">&lt;Good&gt;<\/a><\/h2>\n<p class="counts"><span>1 slide<\/span>, <span>1 cell<\/span><\/p>\n<p class="links">/,
    );
    assert.match(html, /<a href="a%20b\/article">Article<\/a>/);
    assert.match(html, /class="deck has-errors"[\s\S]*<p class="flaws">1 error<\/p>/);
  });
});
