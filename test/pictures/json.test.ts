import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { draw, problemOf, wordsOf } from './draw.ts';

describe('show=json', () => {
  it('shows keys and values in folds, and what is short on one line', async () => {
    const { html, text } = await draw(
      'json',
      '{"name":"bread","sizes":[1,2.50,1e3],"of":{"flour":{"g":500,"kind":"rye, from the mill down the river"},"salt":null}}',
    );
    assert.deepEqual(
      wordsOf(html)
        .join(' ')
        .split(/ (?=name|sizes|of :|flour|salt)/),
      [
        'name : "bread"',
        'sizes : [ 1 , 2.50 , 1e3 ]',
        'of : { 2 keys }',
        'flour : { g : 500 , kind : "rye, from the mill down the river" }',
        'salt : null',
      ],
    );
    assert.equal(html.match(/<details class="fold" open>/g)?.length, 1);
    assert.equal(
      text,
      `{
  "name": "bread",
  "sizes": [
    1,
    2.50,
    1e3
  ],
  "of": {
    "flour": {
      "g": 500,
      "kind": "rye, from the mill down the river"
    },
    "salt": null
  }
}`,
    );
  });

  it('keeps what was written: digits of large numbers, the order of keys, keys that come twice', async () => {
    const written = '{\n  "b": 12345678901234567890,\n  "2": 0.10,\n  "1": 1,\n  "b": true\n}';
    assert.equal((await draw('json', written)).text, written);
  });

  it('takes several documents, as `jq` and JSON lines print them', async () => {
    assert.equal(
      (await draw('json', '{"a":1}\n[2]\n"three" 4')).text,
      '{\n  "a": 1\n}\n[\n  2\n]\n"three"\n4',
    );
  });

  it('lets the name of a store path stand out', async () => {
    const path = `/nix/store/${'a'.repeat(32)}-hello-2.12`;
    const { html } = await draw('json', JSON.stringify([path]));
    assert.ok(html.includes(`<span class="json-mark">${path.slice(0, 44)}</span>hello-2.12`), html);
  });

  it('is cut at 5000 values, and says so', async () => {
    const { html } = await draw(
      'json',
      `{"many": [${Array.from({ length: 6000 }, (_, at) => at).join(',')}]}`,
    );
    assert.equal(wordsOf(html).at(-1), 'the first 5000 values; the others are not shown');
  });

  const broken: [printed: string, message: string][] = [
    ['warning: no JSON\n', 'line 1 is not: a value expected, `warning: no ` found'],
    ['{\n  "a": 1,\n  b: 2\n}', 'line 3 is not: a key in quotes expected, `b: 2` found'],
    ['{"a" 1}', 'line 1 is not: `:` expected, `1}` found'],
    ['[1 2]', 'line 1 is not: `,` or `]` expected, `2]` found'],
    ['{"a": "b', 'line 1 is not: a `"` is not closed'],
    ['["\\x"]', 'line 1 is not: `\\x"]` may not stand in a string'],
    ['[1,', 'line 1 is not: a value expected, the end found'],
    ['\n', 'line 2 is not: there is nothing but blanks'],
    ['['.repeat(100_000), 'line 1 is not: it is nested more than 200 deep'],
  ];
  for (const [printed, message] of broken) {
    it(`says what is wrong with ${JSON.stringify(printed.slice(0, 30))}`, async () =>
      assert.equal(await problemOf('json', printed), `show=json expects JSON, and ${message}`));
  }
});
