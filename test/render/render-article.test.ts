import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderArticle, renderArticleBody } from '../../src/render/render-article.ts';
import { renderStacks } from '../../src/render/render-slides.ts';
import { parse } from '../deck/parse.ts';

const options = { assets: { styles: [], scripts: [] } };

/** What is between the start of a page's body and its data. */
async function page(text: string, more: object = {}): Promise<string> {
  const html = await renderArticle(parse(text), { ...options, ...more });
  return html.slice(html.indexOf('<body'), html.indexOf('<script')).replace(/^<body[^>]*>\n/, '');
}

const contents = async (text: string): Promise<string> =>
  /<ol>[\s\S]*<\/ol>(?=\n<\/details>)/.exec(await page(text))?.[0].replace(/\n/g, '') ?? '';

describe('an article', () => {
  it('of a workshop says how many steps it has, for its text is the least of it', async () => {
    const deck =
      '# Do it\n\n---\n\n## One\n\n```bash {check}\ntrue\n```\n\n---\n\n## Two\n\n```bash {check}\ntrue\n```\n';
    assert.match(await page(deck, { workshop: true }), /<span class="reading-time">2 steps<\/span>/);
    assert.match(await page(deck), /1 minute to read/);
  });

  it('is a head, a list of contents, and a section for each slide with the way to it', async () =>
    assert.equal(
      await page(
        '# Build `it`\n\nWith *care*.\n\n---\n\n## First\n\nNote: not here\n\n----\n\ndown\n\n---\n\n<!-- .slide: id="own" class="wide" -->\n\n## Then\n',
      ),
      `<header class="article-head">
<p class="article-about"><span class="reading-time">1 minute to read</span>
<a class="to-slides" href="./">4 slides</a></p>
</header>
<nav class="contents" aria-label="Contents">
<details>
<summary><span class="contents-label">Contents</span><span class="contents-here" aria-hidden="true"></span></summary>
<ol>
<li><a href="#first">First</a></li>
<li><a href="#then">Then</a></li>
</ol>
</details>
</nav>
<main class="article">
<section id="s-0-0" data-line="1" data-at="0-0">
<a class="same-spot" href="./#/0/0" title="Show this on the slides" aria-label="Show “Build it” on the slides"></a>
<h1 id="build-it"><a class="anchor" href="#build-it">Build <code>it</code></a></h1>
<p>With <em>care</em>.</p>
</section>
<section id="s-1-0" data-line="7" data-at="1-0">
<a class="same-spot" href="./#/1/0" title="Show this on the slides" aria-label="Show “First” on the slides"></a>
<h2 id="first"><a class="anchor" href="#first">First</a></h2>
</section>
<section id="s-1-1" data-line="13" data-at="1-1">
<a class="same-spot" href="./#/1/1" title="Show this on the slides" aria-label="Show this on the slides"></a>
<p>down</p>
</section>
<section id="own" class="wide" data-line="17" data-at="2-0">
<a class="same-spot" href="./#/2/0" title="Show this on the slides" aria-label="Show “Then” on the slides"></a>

<h2 id="then"><a class="anchor" href="#then">Then</a></h2>
</section>
</main>
`,
    ));

  it('says its title where the text does not begin with it', async () => {
    const head = async (text: string) => /<h1 class="article-title">.*<\/h1>/.exec(await page(text))?.[0];
    assert.equal(await head('---\ntitle: Nix & more\n---\n# Nix & more: *a talk*\n'), undefined);
    assert.equal(
      await head('---\ntitle: Nix & more\n---\n## Begin\n'),
      '<h1 class="article-title">Nix &amp; more</h1>',
    );
    assert.equal(await head('---\ntitle: Nix\n---\n# Begin\n'), '<h1 class="article-title">Nix</h1>');
  });

  it('speaks the language of its deck, or English and says so', async () => {
    const about = async (lang: string) =>
      /<p class="article-about".*/.exec(await page(`---\nlang: ${lang}\n---\na\n`))?.[0];
    assert.equal(
      await about('de'),
      '<p class="article-about"><span class="reading-time">1 Minute zu lesen</span>',
    );
    assert.equal(
      await about('cs'),
      '<p class="article-about" lang="en"><span class="reading-time">1 minute to read</span>',
    );
  });

  it('says who wrote it, when, and what of', async () =>
    assert.match(
      await page('---\nlang: de\nauthor: [Änne, <B>]\ndate: 2026-03-01\ntags: [Brot]\n---\na\n'),
      /<p class="article-about"><span class="author">Änne, &lt;B&gt;<\/span>\n<time datetime="2026-03-01">1. März 2026<\/time>\n<span class="reading-time">[\s\S]*<ul class="article-tags" aria-label="Schlagwörter"><li>Brot<\/li><\/ul>\n<\/header>/,
    ));

  it('has notes where their author allows it', async () => {
    const text = 'a\n\nNote: **b**\n';
    assert.doesNotMatch(await renderArticleBody(parse(text)), /notes/);
    assert.match(
      await renderArticleBody(parse(`---\narticle: {notes: true}\n---\n${text}`)),
      /<p>a<\/p>\n<aside class="notes" aria-label="Speaker notes">\n<p class="notes-label" aria-hidden="true">Speaker notes<\/p>\n<p><strong>b<\/strong><\/p>\n<\/aside>\n<\/section>/,
    );
  });

  it('leads to the decks beside it', async () => {
    const next = { href: '../two/article.html', title: '<Two>', lang: 'fr' };
    assert.match(
      await page('a', { turn: { next } }),
      /<\/main>\n<nav class="turn" aria-label="More to read">\n<a rel="next" href="..\/two\/article.html"><span class="turn-label">Read on<\/span> <span class="turn-title" lang="fr">&lt;Two&gt;<\/span><\/a>\n<\/nav>\n$/,
    );
  });

  it('has outputs where their cells are, also those with a slide of their own', async () => {
    const html = await renderArticleBody(parse('```bash {run output=next}\n```\n'));
    assert.match(html, /<figure[\s\S]*<div class="cell-output"[\s\S]*<\/figure>/);
    assert.equal(html.match(/<section/g)?.length, 1);
  });
});

describe('the contents of an article', () => {
  it('are nested, whatever levels are left out', async () =>
    assert.equal(
      await contents('# A\n\n### A.1\n\n---\n\n# B\n\n## B.1\n\n### B.1.1\n\n#### B.1.1.1\n\n## B.2\n'),
      '<ol><li><a href="#a-1">A.1</a></li><li><a href="#b">B</a><ol><li><a href="#b-1">B.1</a><ol><li><a href="#b-1-1">B.1.1</a></li></ol></li><li><a href="#b-2">B.2</a></li></ol></li></ol>',
    ));
  it('name a heading once that goes on over several slides', async () =>
    assert.equal(
      await contents(
        '## A\n\n---\n\n## A\n\n---\n\n## A (continued)\n\n---\n\n## A (3/3)\n\n---\n\n## B\n\n---\n\n## A\n',
      ),
      '<ol><li><a href="#a">A</a></li><li><a href="#b">B</a></li><li><a href="#a-3">A</a></li></ol>',
    ));
  it('have no links, ids and notes of a heading in them', async () =>
    assert.equal(
      await contents('## A [b](https://x.org) ^[note] *c*{#d}\n\n---\n\n## ![e](f.png)\n'),
      '<ol><li><a href="#a-b-c">A b  <em>c</em></a></li><li><a href="#section">e</a></li></ol>',
    ));
  it('are not there where there is next to nothing to list', async () =>
    assert.doesNotMatch(await page('# A\n\n---\n\n## B\n'), /contents/));
});

describe("a section's address", () => {
  const hidden = '<!-- .slide: data-visibility="hidden" -->';
  const text = `# One\n\n---\n\n# Not now\n${hidden}\n\n---\n\n\`\`\`bash {run output=next}\n\`\`\`\n\n----\n\n# Below\n\n---\n\n# Last\n`;
  const places = (html: string) => [
    ...html.matchAll(/ data-at="([^"]*)"[^>]*>\n<a class="same-spot" href="([^"]*)"/g),
  ];

  it('is that of its slide: what is hidden is neither counted nor there, an output of its own is counted', async () => {
    const html = await renderArticleBody(parse(text));
    assert.deepEqual(
      places(html).map(([, at, href]) => `${at} ${href}`),
      ['0-0 ./#/0/0', '1-0 ./#/1/0', '1-2 ./#/1/2', '2-0 ./#/2/0'],
    );
    assert.doesNotMatch(html, /Not now/);
    const stacks = (await renderStacks(parse(text))).filter((stack) => !stack.includes('data-visibility'));
    assert.deepEqual(
      stacks.map((stack) => stack.match(/<section /g)?.length),
      [1, 3, 1],
    );
  });
  it('is as the deck wants it: hidden slides shown, and counted from 1', async () => {
    const head = '---\nrevealOptions: {showHiddenSlides: true, hashOneBasedIndex: true}\n---\n';
    const html = await renderArticleBody(parse(head + text));
    assert.deepEqual(
      places(html).map(([, at, href]) => `${at} ${href}`),
      ['0-0 ./#/1/1', '1-0 ./#/2/1', '2-0 ./#/3/1', '2-2 ./#/3/3', '3-0 ./#/4/1'],
    );
  });
});

describe('the time to read an article', () => {
  const minutes = async (text: string) => /(\d+) minutes? to read/.exec(await page(text))?.[1];
  it('is that of its words', async () => assert.equal(await minutes('word '.repeat(1100)), '5'));
  it('is that of its lines of code, which are read slowly', async () =>
    assert.equal(await minutes(`\`\`\`js\n${'x\n'.repeat(100)}\`\`\`\n`), '5'));
  it('is never none', async () => assert.equal(await minutes('a'), '1'));
  it('is told where words are not divided', async () => assert.equal(await minutes('读'.repeat(1100)), '3'));
});
