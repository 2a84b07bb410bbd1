import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
// The very plugin whose decks we promise to read; its cutting needs no page.
import revealMarkdown from 'reveal.js/plugin/markdown';
import { parse } from './parse.ts';

interface Options {
  readonly separator?: string;
  readonly verticalSeparator?: string;
}

function theirs(text: string, options: Options): string[] {
  const html = revealMarkdown().slidify(text, options);
  const slides: string[] = [];
  let h = 0;
  let v = 0;
  let inStack = false;
  for (const [tag, body] of html.matchAll(
    /<section[^>]*data-markdown><script type="text\/template">([\s\S]*?)<\/script><\/section>|<section[^>]*>|<\/section>/g,
  )) {
    if (body !== undefined) {
      slides.push(`${h}.${v} ${body.trim()}`);
      if (inStack) v++;
      else h++;
    } else if (tag.startsWith('</')) {
      inStack = false;
      h++;
      v = 0;
    } else inStack = true;
  }
  return slides;
}

function ours(text: string, options: Options): string[] {
  const yaml = Object.entries(options).map(([key, value]) => `${key}: '${value}'\n`);
  const deck = parse(`---\n${['dialect: reveal\n', ...yaml].join('')}---\n${text}`);
  return deck.slides.map((slide) => `${slide.h}.${slide.v} ${slide.markdown.trim()}`);
}

const revealMd = { separator: '\\r?\\n---\\r?\\n', verticalSeparator: '\\r?\\n----\\r?\\n' };

describe('slides are cut where reveal.js cuts them', () => {
  const cases: [name: string, text: string, options?: Options][] = [
    ['one slide', 'a\n'],
    ['blank lines around', 'a\n\n---\n\nb\n'],
    ['no blank lines: no setext heading', 'a\n---\nb\n'],
    ['vertical', 'a\n\n---\n\nb\n\n----\n\nc\n\n---\n\nd\n'],
    ['vertical first', 'a\n\n----\n\nb\n\n---\n\nc\n'],
    ['an empty slide', 'a\n\n---\n\n---\n\nb\n'],
    ['two separators that share a newline', 'a\n---\n---\nb\n'],
    ['a separator at the end', 'a\n\n---\n'],
    ['a separator on the last line', 'a\n\n---'],
    ['a separator on the first line', '---\na\n\n---\nb\n'],
    ['blanks after the mark: a rule', 'a\n\n--- \n\nb\n'],
    ['other rules', 'a\n\n***\n\n-----\n\nb\n'],
    ['in a list', '- a\n  ---\n- b\n\n---\n\nc\n'],
    [
      'mkslides',
      'a\n\n---\n\nb\n-v-\n\nc\n',
      { separator: '^\\s*---\\s*$', verticalSeparator: '^\\s*-v-\\s*$' },
    ],
    [
      'comments',
      'a\n\n<!--s-->\n\nb\n\n<!--v-->\n\nc\n',
      { separator: '<!--s-->', verticalSeparator: '<!--v-->' },
    ],
    ['blank lines', 'a\n\n\nb\n\nc\n\n\nd\n', { separator: '^\\n\\n\\n', verticalSeparator: '^\\n\\n' }],
    [
      'anchored in newlines',
      'a\n\n---\n\nb\n\n--\n\nc\n',
      { separator: '^\\n---\\n$', verticalSeparator: '^\\n--\\n$' },
    ],
  ];
  for (const [name, text, options = revealMd] of cases) {
    it(name, () => assert.deepEqual(ours(text, options), theirs(text, options)));
  }
});

describe('and where reveal.js would cut code in two, we do not', () => {
  const cases: [name: string, text: string][] = [
    ['backticks', 'a\n```yaml\nb\n---\nc\n```\n'],
    ['tildes', 'a\n\n~~~~\n---\n~~~\n---\n~~~~\n'],
    ['in a list', '1. a\n\n   ```\n---\n   ```\n'],
    ['in a quotation', '> ```\n> x\n> ```\n'],
    ['never closed', 'a\n\n```\n---\nb\n'],
    ['a comment', 'a\n\n<!--\n---\n-->\n'],
  ];
  for (const [name, text] of cases) {
    it(name, () => assert.equal(ours(text, revealMd).length, name === 'in a list' ? 2 : 1));
  }
});
