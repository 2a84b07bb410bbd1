import { z } from 'zod';
import { type Graph, type LaidOut, nodeType, type Point } from './graph.ts';
import type { Graphviz } from './graphviz.ts';

const placedSchema = z.object({
  bb: z.string(),
  objects: z.array(z.object({ pos: z.string(), width: z.string(), height: z.string() })),
  edges: z.array(z.object({ pos: z.string(), lp: z.string().optional() })).default([]),
});

const pointsPerInch = 72;

/** Places a graph's nodes and edges, its ranks from left to right or from top to bottom. */
export async function layOut(
  graphviz: Graphviz,
  { directed, nodes, edges }: Graph,
  direction: 'LR' | 'TB',
): Promise<LaidOut> {
  const result = await graphviz.render(
    {
      directed,
      graphAttributes: { rankdir: direction, nodesep: 0.2, ranksep: direction === 'LR' ? 0.5 : 0.42, pad: 0 },
      nodeAttributes: { shape: 'box', fixedsize: true, label: '' },
      edgeAttributes: { fontname: 'Courier', fontsize: 12, arrowsize: 0.7 },
      nodes: nodes.map(({ lines }, place) => ({
        name: `n${place}`,
        attributes: {
          width:
            (Math.max(3, ...lines.map(({ length }) => length)) * nodeType.charWidth + 2 * nodeType.padX) /
            pointsPerInch,
          height: (lines.length * nodeType.lineHeight + 2 * nodeType.padY) / pointsPerInch,
        },
      })),
      // A number stands for the label's text, whose escapes and size would be Graphviz' to read.
      edges: edges.map(({ from, to, label }) => ({
        tail: `n${from}`,
        head: `n${to}`,
        attributes: label === undefined ? {} : { label: 'x'.repeat(label.length) },
      })),
    },
    { format: 'json0', engine: 'dot', yInvert: true },
  );
  const placed = placedSchema.parse(JSON.parse(result.output ?? '{}'));
  const [left = 0, , right = 0] = placed.bb.split(',').map(Number);
  const [, top = 0, , bottom = 0] = placed.bb.split(',').map(Number);
  return {
    width: Math.abs(right - left),
    height: Math.abs(bottom - top),
    nodes: placed.objects.map(({ pos, width, height }) => {
      const [x, y] = pointOf(pos);
      return { x, y, width: Number(width) * pointsPerInch, height: Number(height) * pointsPerInch };
    }),
    edges: placed.edges.map(({ pos, lp }) => ({
      ...splineOf(pos),
      labelAt: lp === undefined ? undefined : pointOf(lp),
    })),
  };
}

function pointOf(text: string): Point {
  const [x = 0, y = 0] = text.split(',').map(Number);
  return [x, y];
}

// `e,X,Y` is the tip at the end; an edge in several pieces is drawn by its first.
function splineOf(pos: string): { points: readonly Point[]; tip: Point | undefined } {
  const words = (pos.split(';')[0] ?? '').split(' ');
  const tip = words.find((word) => word.startsWith('e,'));
  return {
    points: words.filter((word) => /^[-\d]/.test(word)).map(pointOf),
    tip: tip === undefined ? undefined : pointOf(tip.slice(2)),
  };
}
