import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withoutNotes } from '../../src/serve/follow/without-notes.ts';

/** Input and what an audience gets of it. */
const rows: readonly (readonly [string, string])[] = [
  ['<p>a</p><aside class="notes">no</aside><p>b</p>', '<p>a</p><p>b</p>'],
  ["<aside data-x='>' class='big notes'>no</aside >b", 'b'],
  ['<ASIDE CLASS=notes>no</ASIDE>b', 'b'],
  ['<aside class="tip">yes</aside>', '<aside class="tip">yes</aside>'],
  ['<aside class="foot-notes">yes</aside>', '<aside class="foot-notes">yes</aside>'],
  // Asides in notes, and letters by their numbers.
  ['<aside class="notes">no <aside class="tip">no</aside> no</aside>b', 'b'],
  ['<aside class="&#110;ot&#x65;s">no</aside>b', 'b'],
  ['<aside class="notes"><section>no</section> no</aside>b', 'b'],
  // What is not closed.
  [
    '<section>a<aside class="notes">never closed</section><section>b</section>',
    '<section>a</section><section>b</section>',
  ],
  ['<section>a<!-- never closed</section>b', '<section>a</section>b'],
  // Comments, and what browsers take for some.
  ['a<!-- a thought -->b', 'ab'],
  ['a<!-- <section>no</section> no -->b', 'ab'],
  ['a<?note no?>b<!DOCTYPE no>c<![CDATA[no > no]]>d</ no>e<!-->f', 'abcdef'],
  // Attributes, in tags and nowhere else.
  ['<section data-notes="no" id="x" DATA-TIMING=99>', '<section id="x">'],
  ['<p title="a > b" data-notes>', '<p title="a > b">'],
  ['word data-notes="prose" end', 'word data-notes="prose" end'],
  ['<p title=\'say data-notes="prose"\'>', '<p title=\'say data-notes="prose"\'>'],
  // What is no HTML is not read as such.
  ['<pre>&lt;!-- code --&gt; 1 < 2</pre>', '<pre>&lt;!-- code --&gt; 1 < 2</pre>'],
  ['<style>a::after { content: "<!-- b -->" }</style>', '<style>a::after { content: "<!-- b -->" }</style>'],
];

describe('what an audience gets', () => {
  for (const [given, shown] of rows) it(given, () => assert.equal(withoutNotes(given), shown));

  it('is told in time that grows with the slide', () => {
    const spent = (times: number): number => {
      const before = process.cpuUsage();
      for (const piece of ['<!-- ', '<a b="', '<aside class=notes>', '<', '<style>'])
        withoutNotes(`${piece.repeat(times)}</section>`);
      return process.cpuUsage(before).user / 1000;
    };
    spent(100);
    assert.ok(spent(20_000) < 1500);
  });
});
