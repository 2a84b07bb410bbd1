import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Show } from '../../src/pictures/picture.ts';
import { bash, makeCell } from '../support/cells.ts';
import { openSession, type TestSession } from '../support/sessions.ts';
import { draw } from './draw.ts';

/** Bread refers to dough, and dough to flour; all of it is a few bytes. */
const bakery = `
cat > bakery.nix <<'end'
let
  bake = name: of: derivation {
    inherit name;
    system = builtins.currentSystem;
    builder = "/bin/sh";
    args = [ "-c" "echo \${name} of \${toString of} > $out" ];
  };
in
bake "bread-1.0" [ (bake "dough" [ (bake "flour" [ ]) ]) ]
end
nix build -f bakery.nix
`;

describe('pictures of what real programs print', () => {
  let opened: Promise<TestSession> | undefined;
  const session = async () => {
    opened ??= openSession().then(async (one) => {
      assert.equal((await one.run(bash(bakery))).result.status, 'ok');
      return one;
    });
    return opened;
  };
  after(async () => (await opened)?.[Symbol.asyncDispose]());
  const shown = async (show: Show, body: string, language = 'bash') => {
    const { result, text } = await (await session()).run(makeCell({ body, language, options: { show } }));
    assert.ok(result.stdout, text);
    return draw(show, result.stdout);
  };

  it('nix-store --query --graph', async () => {
    const { html, text } = await shown('graph', 'nix-store --query --graph result');
    assert.equal(text, 'dough -> bread-1.0\nflour -> dough');
    assert.match(html, /node-stressed"><title>\/nix\/store\/[0-9a-z]{32}-bread-1\.0<\/title>/);
  });

  it('nix-store --query --tree', async () => {
    const { text } = await shown('tree', 'nix-store --query --tree result');
    assert.equal(text, 'bread-1.0\n  dough\n    flour');
  });

  it('nix path-info --json, with and without --closure-size and --recursive', async () => {
    const { text } = await shown('size', 'nix path-info --recursive --json ./result');
    assert.deepEqual(text.match(/bread-1\.0|dough|flour|all/g), [
      'bread-1.0',
      'dough',
      'bread-1.0',
      'flour',
      'all',
    ]);
    const sum = await shown('size', 'nix path-info --closure-size --json ./result');
    assert.deepEqual(sum.text.match(/bread-1\.0|what it needs|all/g), [
      'bread-1.0',
      'what it needs',
      'bread-1.0',
      'all',
    ]);
    assert.equal(sum.text.split('\n').at(-1), text.split('\n').at(-1));
  });

  it('nix derivation show', async () => {
    const { text } = await shown('json', 'nix derivation show ./result');
    assert.match(text, /"name": "bread-1\.0"/);
  });

  it('tree and find', async () => {
    const folders = 'mkdir -p box/lid; touch box/lid/nail;';
    assert.equal(
      (await shown('tree', `${folders} tree box`)).text,
      'box\n  lid\n    nail\n(2 directories, 1 file)',
    );
    assert.equal((await shown('tree', `${folders} find box`)).text, 'box\n  lid\n    nail');
  });

  it('an SVG that an expression writes', async () => {
    const svg = `''<svg xmlns="http://www.w3.org/2000/svg" width="\${toString (4 * 4)}" height="9"/>''`;
    assert.equal((await shown('image', svg, 'nix')).text, 'SVG image, 16×9, 63 B');
  });
});
