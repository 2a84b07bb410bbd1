import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Env } from 'markdown-it';
import type { Browser, Page } from 'playwright-core';
import { htmlAttributes } from '../../src/html/escape.ts';
import { createMarkdown } from '../../src/markdown/create-markdown.ts';
import { slideAttributesOf } from '../../src/markdown/element-comments.ts';
import { openBrowser } from '../support/browser.ts';

// The very plugin whose decks we promise to read puts its attributes into a real page; ours have to be where they are.
let browser: Browser;
let page: Page;

before(async () => {
  browser = await openBrowser();
  page = await browser.newPage();
  for (const file of ['reveal.js', 'plugin/markdown.js']) {
    const url = new URL(`../../node_modules/reveal.js/dist/${file}`, import.meta.url);
    await page.addScriptTag({ content: await readFile(url, 'utf8') });
  }
});
after(() => browser.close());

/** What reveal.js makes of a slide. */
const theirs = (markdown: string): Promise<string> =>
  page.evaluate(async (text) => {
    document.body.innerHTML =
      '<div class="reveal"><div class="slides"><section data-markdown><script type="text/template"></' +
      'script></section></div></div>';
    const [root, source] = ['.reveal', '.reveal script'].map((one) => document.querySelector(one));
    if (source) source.textContent = text;
    const { Reveal, RevealMarkdown } = Object(window);
    await new Reveal(root, { plugins: [RevealMarkdown], embedded: true, keyboard: false }).initialize();
    return document.querySelector('.slides')?.innerHTML ?? '';
  }, markdown);

function ours(markdown: string): string {
  const env: Env = {};
  const html = createMarkdown().render(markdown, env);
  return `<section${htmlAttributes(slideAttributesOf(env))}>${html}</section>`;
}

/** `tag(words) attributes` of each element that has some, but for those that a page adds by itself. */
const summary = (html: string): Promise<string> =>
  page.evaluate((text) => {
    const place = document.createElement('div');
    place.innerHTML = text;
    // The box in which a wide table scrolls is around it, and nothing that a comment can be about.
    for (const box of place.querySelectorAll('.table-scroll')) box.replaceWith(...box.childNodes);
    const added = /^(?:present|visible|current-fragment|language-.*|js|has-(?:light|dark)-background)$/;
    return [...place.querySelectorAll('*')]
      .flatMap((element) => {
        const isSlide = element.tagName === 'SECTION';
        const attributes = [...element.attributes].flatMap(({ name, value }) => {
          if (!/^(?:class$|data-|title$|style$|width$)|^id$/.test(name) || (name === 'style' && isSlide))
            return [];
          if (/^data-(?:markdown|fragment$|index-|background-hash)/.test(name) || (name === 'id' && !isSlide))
            return [];
          const kept =
            name === 'class'
              ? value
                  .split(/\s+/)
                  .filter((one) => one !== '' && !added.test(one))
                  .join(' ')
              : value;
          // reveal.js numbers fragments; which number it gives is not the Markdown's affair.
          return kept === '' && name === 'class' ? [] : [`${name}=${kept}`];
        });
        const words = element.textContent?.trim().replace(/\s+/g, ' ').slice(0, 12);
        return attributes.length === 0
          ? []
          : [`${element.tagName.toLowerCase()}(${isSlide ? '' : words}) ${attributes.sort().join(' ')}`];
      })
      .join(' | ');
  }, html);

const red = '<!-- .element: class="red" -->';

describe('attributes in comments are where reveal.js puts them', () => {
  const cases: readonly string[] = [
    // On text.
    `## T ${red}`,
    `## T\n${red}`,
    `text${red}`,
    `text\n${red}`,
    `text\n\n${red}`,
    `a\nb ${red}`,
    `text\n${red}\nmore text`,
    `a<br>${red}`,
    `${red}\n\ntext`,
    `text ${red} more **b** ${red}`,
    `**b**${red} *i*${red}`,
    `[l](x) ${red}`,
    `\`c\` ${red}`,
    // On lists: their items, and where a blank line is between, themselves.
    `- a ${red}\n- b${red}`,
    `- a\n- b\n${red}\n- c`,
    `- a\n- b\n${red}`,
    `- a\n- b\n  ${red}`,
    `- a\n- b\n\n${red}`,
    `* a\n* b\n\n\n${red}\n\ntext`,
    `- a\n\n  p\n- b\n${red}`,
    `1. a\n2. b\n${red}`,
    `- a\n  - x\n  - y\n  ${red}`,
    `- a\n  - x\n  - y\n\n  ${red}`,
    `- a\n  - x ${red}\n- b`,
    `- ${red} a\n- b`,
    `${red}\n- a\n- b`,
    // On code, pictures, quotations, tables, raw HTML.
    `\`\`\`js\n1\n\`\`\`\n${red}`,
    `- a\n\n  \`\`\`js\n  1\n  \`\`\`\n  ${red}`,
    `![x](y.png) ${red}`,
    `![x](y.png)\n${red}`,
    `![x](y.png)${red} ![z](w.png)${red}`,
    `> quote ${red}`,
    `> quote\n> ${red}`,
    `> quote\n\n${red}`,
    `| a | b |\n|---|---|\n| c ${red} | d |`,
    `| a |\n|---|\n| c |\n${red}`,
    `| a |\n|---|\n| c |\n\n${red}`,
    `<p>raw</p>\n${red}`,
    `<div>\n\ntext\n${red}\n\n</div>`,
    `<div>\n\ntext\n\n</div>\n${red}`,
    `<span>a</span> ${red}`,
    `<ul><li>a</li></ul>\n${red}`,
    `***\n${red}`,
    // What can be written in them.
    'text <!-- .element: data-x data-y="1" class="a b" -->',
    'text <!-- .element: data-x -->',
    'text <!-- .element: style="color: red; width: 3px" -->',
    'text <!-- .element: data-x="a=b c:d" title="it\'s" -->',
    'text <!-- .element: class="a"\n data-y="2" -->',
    'text <!-- .element class="a" -->',
    'text <!--.element: class="a"-->',
    "text <!-- .element: class='a' -->",
    'text <!-- .element: class=a -->',
    'text <!-- .element: class="" -->',
    'text <!-- .element: -->',
    'text <!-- just words -->',
    'text <!-- .element: data-a="1" --> <!-- .element: data-b="2" -->',
    '- a <!-- .element: class="fragment" data-fragment-index="1" -->\n- b <!-- .element: class="fragment" data-fragment-index="0" -->',
    // On the slide.
    '<!-- .slide: data-background="#ff0000" -->\n## T',
    '## T\n<!-- .slide: id="s" data-background="#A0C66B" data-transition="zoom" class="x" -->',
    '## T\n\nTest\n<!-- .slide: data-state="s" -->\n\nMore',
    '- a <!-- .slide: data-state="s" -->',
    '<!-- .slide: data-auto-animate -->\n# x',
    '<!-- .slide data-x="1" -->\na',
    '<!-- .slide: data-a="1" -->\n<!-- .slide: data-b="2" -->\na',
  ];
  for (const markdown of cases) {
    it(JSON.stringify(markdown), async () =>
      assert.equal(await summary(ours(markdown)), await summary(await theirs(markdown))),
    );
  }
});

describe('and where we differ, we mean to', () => {
  const cases: [why: string, markdown: string, theirs: string, ours: string][] = [
    [
      'a second class is one more, not the only one',
      'text <!-- .element: class="a" --> <!-- .element: class="b" -->',
      'p(text) class=b',
      'p(text) class=a b',
    ],
    ['a task is its item, not its box', `- [ ] a ${red}`, 'input() class=red', 'li(a) class=red task'],
    [
      'a footnote is no element before a comment',
      `text[^1] ${red}\n\n[^1]: n`,
      'a(^1) class=red',
      'p(text[1]) class=red | sup([1]) class=footnote-ref | div(n ↩︎) class=footnotes | li(n ↩︎) class=footnote-item | a(↩︎) class=footnote-backref',
    ],
  ];
  for (const [why, markdown, expectedTheirs, expectedOurs] of cases) {
    it(why, async () => {
      assert.equal(await summary(await theirs(markdown)), expectedTheirs);
      assert.equal(
        (await summary(ours(markdown))).replaceAll('class=task red', 'class=red task'),
        expectedOurs,
      );
    });
  }
});
