import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withOutsideLinks } from '../../src/export/outside-links.ts';

const base = new URL('https://example.org/talks/');
const leads = (href: string, to: URL | undefined): string =>
  withOutsideLinks(`<a class="x" href="${href}">there</a>`, 'my talk', to);

describe('links of a page that leaves its site', () => {
  for (const [href, address] of [
    ['../other/#/3', 'https://example.org/talks/other/#/3'],
    ['../other/article', 'https://example.org/talks/other/article.html'],
    ['/other/', 'https://example.org/talks/other/'],
    ['./#/2/1', 'https://example.org/talks/my%20talk/#/2/1'],
    ['paper.pdf?a=1&amp;b=2', 'https://example.org/talks/my%20talk/paper.pdf?a=1&amp;b=2'],
    ['../../../up', 'https://example.org/talks/up'],
  ] as const)
    it(`${href} leads to the site, or is text`, () => {
      assert.equal(leads(href, base), `<a class="x" href="${address}">there</a>`);
      assert.equal(leads(href, undefined), '<a class="x">there</a>');
    });

  for (const href of ['#/1', '#named', 'https://example.com/', 'mailto:a@example.org'])
    it(`${href} stays`, () => assert.equal(leads(href, undefined), `<a class="x" href="${href}">there</a>`));
});
