import assert from 'node:assert/strict';
import { it } from 'node:test';
import { renderWorkshopIndex } from '../../src/render/workshop-index.ts';

it('a workshop’s list has one way into each deck, in their language', () => {
  const page = renderWorkshopIndex(
    [
      { name: 'a b', title: 'Eins & zwei', lang: 'de', description: 'Zum <Anfangen>' },
      { name: 'drei', title: 'Drei', lang: 'de', description: undefined },
    ],
    { styles: [], scripts: [] },
  );
  assert.match(page, /<html lang="de">/);
  assert.deepEqual(page.match(/<a [^>]*>[^<]*<\/a>/g), [
    '<a href="/a%20b/article">Eins &amp; zwei</a>',
    '<a href="/drei/article">Drei</a>',
  ]);
  assert.match(page, /Zum &lt;Anfangen&gt;/);
});
