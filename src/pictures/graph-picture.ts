import type { Phrases } from '../words/phrases.ts';
import type { Graph, LaidOut } from './graph.ts';
import { graphSvg } from './graph-svg.ts';
import { type Graphviz, GraphvizGaveUp, openGraphviz } from './graphviz.ts';
import { layOut } from './lay-out.ts';
import { type Draw, mostParts, type NoPicture, type Picture } from './picture.ts';
import { pictureOf } from './picture-html.ts';
import { printedText } from './printed-text.ts';
import { readDot } from './read-dot.ts';
import { withoutHashes } from './store-name.ts';
import { thinEdges } from './thin-edges.ts';

const mostEdges = 4 * mostParts;
const expected = 'show=graph expects DOT, such as `nix-store --query --graph` prints';

/** The room that a picture has, in points of its type: on a slide, and on a phone held upright. */
const wideRoom = { width: 850, height: 330 };
const tallRoom = { width: 440, height: 560 };

/** Where picture.css stops making letters smaller. */
const smallestScale = 0.64;

/** DOT as a graph, laid out from left to right or from top to bottom, as it fits the page best. */
export const graphPicture: Draw = async (data, phrases, { timeoutMs = 10_000 }) => {
  const graphviz = openGraphviz(timeoutMs);
  try {
    return await draw(graphviz, printedText(data), phrases);
  } catch (error) {
    if (!(error instanceof GraphvizGaveUp)) throw error;
    const why =
      error.because === 'time'
        ? `is not drawn after ${timeoutMs / 1000} s`
        : 'takes more memory than there is';
    return { problem: `this graph ${why}; print a smaller part of it` };
  } finally {
    await graphviz.close();
  }
};

async function draw(graphviz: Graphviz, dot: string, { say, count }: Phrases): Promise<Picture | NoPicture> {
  const read = await readDot(graphviz, dot);
  if ('message' in read) return { problem: `${expected}: ${read.message}` };
  if (read.nodes.length === 0) return { problem: `${expected}, and this graph has no nodes` };
  if (read.nodes.length > mostParts || read.edges.length > mostEdges)
    return {
      problem: `show=graph draws at most ${mostParts} nodes and ${mostEdges} edges; print a part of it`,
    };
  const drawn = thinEdges(read);
  const placed = [await layOut(graphviz, drawn, 'LR'), await layOut(graphviz, drawn, 'TB')] as const;
  const wide = fitting(placed, wideRoom);
  const tall = fitting(placed, tallRoom);
  const size = `${count('picture.nodes', read.nodes.length)}, ${count('picture.edges', read.edges.length)}`;
  const svg = (one: LaidOut, form: string) =>
    graphSvg(drawn, one, { label: say('picture.graph', { size }), form });
  const left = read.edges.length - drawn.edges.length;
  return pictureOf({
    show: 'graph',
    isWide: tall.width * smallestScale > tallRoom.width,
    body: wide === tall ? svg(wide, 'graph-any') : svg(wide, 'graph-wide') + svg(tall, 'graph-tall'),
    note: left > 0 ? count('picture.impliedEdges', left) : undefined,
    text: edgesAsText(read),
    fold: say('picture.asText', { size }),
  });
}

function fitting([LR, TB]: readonly [LaidOut, LaidOut], room: { width: number; height: number }): LaidOut {
  const across = (one: LaidOut) => Math.min(1, room.width / one.width);
  const scale = (one: LaidOut) => Math.min(across(one), room.height / one.height);
  // What has to be scrolled anyway is better scrolled down than sideways.
  const by = Math.max(scale(LR), scale(TB)) < smallestScale ? across : scale;
  return by(TB) > by(LR) ? TB : LR;
}

function edgesAsText({ directed, nodes, edges }: Graph): string {
  const name = (place: number) => withoutHashes(nodes[place]?.name ?? '');
  const joined = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const alone = nodes.flatMap((_, place) => (joined.has(place) ? [] : [name(place)]));
  const mark = directed ? '->' : '--';
  const lines = edges.map(
    ({ from, to, label }) => `${name(from)} ${mark} ${name(to)}${label === undefined ? '' : `: ${label}`}`,
  );
  return [...alone, ...lines].join('\n');
}
