import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { squarify } from '../../src/pictures/squarify.ts';
import { draw, problemOf } from './draw.ts';

const store = (letter: string, name: string) => `/nix/store/${letter.repeat(32)}-${name}`;
const [bash, glibc] = [store('a', 'bash-5.2'), store('b', 'glibc-2.41')];

/** What `nix path-info --json` prints, older and newer, with `--recursive` and with `--closure-size`. */
const infos: [what: string, printed: unknown, table: string][] = [
  [
    'a list',
    [
      { path: bash, narSize: 1 << 20, references: [glibc] },
      { path: glibc, narSize: 3 << 20, references: [glibc] },
    ],
    'bash-5.2\n    3 MB   75 %  glibc-2.41\n    1 MB   25 %  bash-5.2\n    4 MB  100 %  all',
  ],
  [
    'an object',
    { [bash]: { narSize: 1 << 20, references: [glibc] }, [glibc]: { narSize: 3 << 20, references: [] } },
    'bash-5.2\n    3 MB   75 %  glibc-2.41\n    1 MB   25 %  bash-5.2\n    4 MB  100 %  all',
  ],
  [
    'one path with the size of its closure',
    { [bash]: { narSize: 1 << 20, closureSize: 4 << 20, references: [glibc] } },
    'bash-5.2\n    3 MB   75 %  what it needs\n    1 MB   25 %  bash-5.2\n    4 MB  100 %  all',
  ],
  [
    'our own form',
    { bread: { flour: 512, salt: 2 } },
    'bread\n   512 B  100 %  flour\n     2 B   <1 %  salt\n   514 B  100 %  all',
  ],
  ['parts without a title', { flour: 512 }, '   512 B  100 %  flour\n   512 B  100 %  all'],
];

/** The areas of a picture's parts, by what one reads when one points at them, as the first sheet shows them. */
function areasOf(html: string): ReadonlyMap<string, number> {
  const sheet = html.slice(0, html.indexOf('</svg>'));
  const parts = sheet.matchAll(/<title>([^,<]*)[^<]*<\/title><rect [^>]*width="([\d.]+)" height="([\d.]+)"/g);
  return new Map(
    [...parts].map(([, name = '', width, height]) => [name, (Number(width) + 2) * (Number(height) + 2)]),
  );
}

describe('show=size', () => {
  for (const [what, printed, table] of infos)
    it(`reads ${what}`, async () => assert.equal((await draw('size', JSON.stringify(printed))).text, table));

  it('draws areas, with names and sums where they fit, and all of it for who points or listens', async () => {
    const { html } = await draw('size', JSON.stringify(infos[0]?.[1]));
    assert.match(html, /role="img" aria-label="Sizes: bash-5.2 4 MB"/);
    assert.ok(html.includes(`<title>${glibc}, 3 MB, 75 %</title>`));
    assert.ok(
      html.includes(`<g class="part part-self" style="--tone:33%"><title>${bash}, 1 MB, 25 %</title>`),
    );
    for (const words of ['>glibc-2.41</text>', '>3 MB</text>', '>4 MB<tspan'])
      assert.ok(html.includes(words), words);
  });

  it('draws two to one scale, one document each or both in one, and tells what only one of them has', async () => {
    const byDocker = { 'by a Dockerfile': { base: 100_000_000, curl: 4_000_000 } };
    const byNix = { 'by Nix': { glibc: 16_000_000, curl: 4_000_000 } };
    const { html } = await draw('size', JSON.stringify({ ...byDocker, ...byNix }));
    assert.equal((await draw('size', `${JSON.stringify(byDocker)}\n${JSON.stringify(byNix)}`)).html, html);
    const areas = areasOf(html);
    const perByte = (name: string, bytes: number) => ((areas.get(name) ?? 0) / bytes) * 1e6;
    assert.ok(Math.abs(perByte('base', 100e6) / perByte('glibc', 16e6) - 1) < 0.02);
    assert.equal(html.match(/class="part part-shared"/g)?.length, 4);
    assert.equal(html.match(/class="part part-single"/g)?.length, 4);
    assert.match(
      html,
      /part-key part-shared"><\/span>in both .*part-key part-single"><\/span>not in the other/,
    );
  });

  it('cuts a rectangle by shares, without gaps', () => {
    const values = [60, 25, 10, 5];
    const rects = squarify(values, { x: 0, y: 0, width: 200, height: 50 });
    assert.deepEqual(
      rects.map(({ width, height }) => Math.round(width * height)),
      values.map((value) => value * 100),
    );
    for (const { x, y, width, height } of rects) assert.ok(x + width < 200.001 && y + height < 50.001);
  });

  const expected =
    'show=size expects JSON as `nix path-info --recursive --json` prints it, or `{"a title": {"a part": its bytes}}`';
  const refused: [printed: string, problem: string][] = [
    ['12 MB', `${expected}; line 1 is not JSON: a value expected, \`MB\` found`],
    ['{"bread": {"flour": "much"}}', expected],
    ['{"bread": {"flour": -1}}', expected],
    ['{"a": {"x": 1e308, "y": 1e308}, "b": {"x": 1}}', expected],
    ['[]', expected],
    ['{"bread": {"flour": 0}}', `${expected}; there is nothing above 0 bytes to draw`],
    [
      '{"a":{"x":1},"b":{"x":1},"c":{"x":1},"d":{"x":1},"e":{"x":1}}',
      'show=size draws at most 4 side by side, and these are 5',
    ],
  ];
  for (const [printed, problem] of refused)
    it(`refuses ${printed}`, async () => assert.equal(await problemOf('size', printed), problem));
});
