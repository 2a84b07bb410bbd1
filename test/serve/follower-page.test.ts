import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withoutAsides } from '../../src/serve/follow/follower-page.ts';

const data = '<script type="application/json" id="piste-deck">{"a":"<!-- stays -->"}</script>';

/** Input and what an audience gets of it. */
const rows: readonly (readonly [string, string])[] = [
  ['<p>a</p><aside class="notes">no</aside><p>b</p>', '<p>a</p><p>b</p>'],
  ["<aside data-x='>' class='big notes'>no</aside >b", 'b'],
  ['<ASIDE CLASS=notes>no</ASIDE>b', 'b'],
  ['<aside class="tip">yes</aside>', '<aside class="tip">yes</aside>'],
  [
    '<section>a<aside class="notes">never closed</section><section>b</section>',
    '<section>a</section><section>b</section>',
  ],
  ['a<!-- a thought -->b', 'ab'],
  ['<section>a<!-- never closed</section>b', '<section>a</section>b'],
  ['<section data-notes="no" id="x">', '<section id="x">'],
  ['<pre>&lt;!-- code --&gt;</pre>', '<pre>&lt;!-- code --&gt;</pre>'],
];

describe('what an audience gets', () => {
  for (const [given, shown] of rows) it(given, () => assert.equal(withoutAsides(given + data), shown + data));
});
