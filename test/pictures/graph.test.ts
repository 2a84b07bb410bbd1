import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { thinEdges } from '../../src/pictures/thin-edges.ts';
import { draw, problemOf } from './draw.ts';

const hash = (letter: string) => letter.repeat(32);

describe('show=graph', () => {
  it('draws what `nix-store --query --graph` prints: names in boxes, paths where one points, what was asked for', async () => {
    const { html, text } = await draw(
      'graph',
      `digraph G {
"${hash('a')}-basket" [label = "basket", shape = box, style = filled, fillcolor = "#ff0000"];
"${hash('b')}-bread-1.0" -> "${hash('a')}-basket" [color = "black"];
"${hash('b')}-bread-1.0" [label = "bread-1.0", shape = box, style = filled, fillcolor = "#ff0000"];
}`,
    );
    assert.match(html, /<svg class="graph graph-any"[^>]* role="img" aria-label="Graph: 2 nodes, 1 edge">/);
    assert.match(html, new RegExp(`<g class="node"><title>/nix/store/${hash('b')}-bread-1.0</title>`));
    assert.match(
      html,
      new RegExp(`<g class="node node-stressed"><title>/nix/store/${hash('a')}-basket</title>`),
    );
    assert.match(html, />bread-1\.0<\/text>/);
    assert.doesNotMatch(html, /#ff0000|fillcolor/);
    assert.equal(text, 'bread-1.0 -> basket');
  });

  it('draws other DOT: labels, lines, several lines in a box, no arrows where there is no direction', async () => {
    const { html, text } = await draw(
      'graph',
      'graph { a [label="one\\ntwo"]; a -- b [label="next to"]; c }',
    );
    for (const words of ['>one</text>', '>two</text>', '>next to</text>'])
      assert.ok(html.includes(words), words);
    assert.doesNotMatch(html, /edge-head/);
    assert.equal(text, 'c\na -- b: next to');
  });

  it('leaves out of a crowded graph what a longer way shows too, and says so', async () => {
    const names = Array.from({ length: 12 }, (_, place) => `n${place}`);
    const every = names.flatMap((to, place) => names.slice(0, place).map((from) => `${from} -> ${to}`));
    const { html, text } = await draw('graph', `digraph { ${every.join(';')} }`);
    const [across = ''] = html.split('</svg>');
    assert.equal(across.match(/<g class="edge">/g)?.length, 11);
    assert.ok(html.includes('<p>55 more follow from these edges and are not drawn</p>'));
    assert.equal(text.split('\n').filter((line) => line.includes('->')).length, 66);
  });

  it('leaves graphs alone that run in circles, have labels, or are not crowded', () => {
    const nodes = Array.from({ length: 10 }, (_, place) => ({
      name: `${place}`,
      lines: [],
      stressed: false,
    }));
    const edge = (from: number, to: number, label?: string) => ({ from, to, label });
    const all = nodes.flatMap((_, to) => nodes.slice(0, to).map((_, from) => edge(from, to)));
    const small = { directed: true, nodes, edges: [edge(0, 1), edge(1, 2), edge(0, 2)] };
    const circle = { directed: true, nodes, edges: [...all, edge(9, 0)] };
    const labelled = { directed: true, nodes, edges: [...all, edge(0, 9, 'x')] };
    for (const graph of [small, circle, labelled]) assert.equal(thinEdges(graph), graph);
    assert.equal(thinEdges({ directed: true, nodes, edges: all }).edges.length, 9);
  });

  it('says what it expected', async () => {
    const expected = 'show=graph expects DOT, such as `nix-store --query --graph` prints';
    assert.equal(
      await problemOf('graph', 'digraph {\n a -> ;\n}'),
      `${expected}: syntax error in line 2 near ';'`,
    );
    assert.equal(await problemOf('graph', 'digraph {}'), `${expected}, and this graph has no nodes`);
  });

  it('gives up what nobody could read, and what would take for ever', async () => {
    const nodes = Array.from({ length: 5001 }, (_, place) => `n${place}`).join(';');
    assert.equal(
      await problemOf('graph', `digraph {${nodes}}`),
      'show=graph draws at most 5000 nodes and 20000 edges; print a part of it',
    );
    const tangle = Array.from(
      { length: 9000 },
      (_, at) => `n${(at * 7919) % 997} -> n${(at * 104729) % 991}`,
    );
    assert.equal(
      await problemOf('graph', `digraph {${tangle.join(';')}}`, { timeoutMs: 1000 }),
      'this graph is not drawn after 1 s; print a smaller part of it',
    );
  });
});
