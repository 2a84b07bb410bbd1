import { z } from 'zod';
import type { Graph, GraphNode } from './graph.ts';
import type { Graphviz } from './graphviz.ts';
import { storePathLength, withoutHashes } from './store-name.ts';

const parsedSchema = z.object({
  directed: z.boolean(),
  objects: z
    .array(
      z.object({
        _gvid: z.number(),
        name: z.string(),
        label: z.string().optional(),
        style: z.string().optional(),
        nodes: z.array(z.number()).optional(),
        subgraphs: z.array(z.number()).optional(),
      }),
    )
    .default([]),
  edges: z.array(z.object({ tail: z.number(), head: z.number(), label: z.string().optional() })).default([]),
});

const longestLine = 44;
const mostLines = 4;

/** Reads DOT; what is not DOT comes back as the message of its first error. */
export async function readDot(
  graphviz: Graphviz,
  dot: string,
): Promise<Graph | { readonly message: string }> {
  // Nothing is laid out yet: this engine only wants to know where its nodes are, and complains that they are nowhere.
  const read = await graphviz.render(dot, { format: 'dot_json', engine: 'nop' });
  if (read.status === 'failure')
    return { message: read.errors[0]?.message.slice(0, 120) ?? 'it is no graph' };
  const { directed, objects, edges } = parsedSchema.parse(JSON.parse(read.output));
  const isGroup = (one: (typeof objects)[number]) => one.nodes !== undefined || one.subgraphs !== undefined;
  const found = objects.filter((one) => !isGroup(one));
  const places = new Map(found.map((one, place) => [one._gvid, place]));
  const ends = edges.flatMap(({ tail, head, label }) => {
    const from = places.get(tail);
    const to = places.get(head);
    return from === undefined || to === undefined
      ? []
      : [{ from, to, label: linesOf(label ?? '', '')[0] || undefined }];
  });
  const leaves = new Set(ends.map(({ from }) => from));
  // Nix paints every path alike, and draws from what is needed to what needs it: what was asked for, nobody needs.
  const isNix = found.length > 0 && found.every(({ name }) => storePathLength(name) > 0);
  const nodes = found.map(
    ({ name, label, style }, place): GraphNode => ({
      name,
      lines: linesOf(label ?? '\\N', name),
      stressed: isNix ? found.length > 1 && !leaves.has(place) : /\b(?:filled|bold)\b/.test(style ?? ''),
    }),
  );
  return { directed, nodes, edges: ends };
}

function linesOf(label: string, name: string): readonly string[] {
  const isHtml = /<\/\w+>|<\w+\s*\/>/.test(label);
  const text = isHtml ? label.replace(/<br\s*\/?>/gi, '\\n').replace(/<[^<>]*>/g, '') : label;
  const lines = withoutHashes(
    text
      .replace(/\\N/g, () => name)
      .replace(/\\[nlr]/g, '\n')
      .replace(/\\(.)/g, '$1'),
  )
    .split('\n')
    .map((line) => line.trim())
    .map((line) => (line.length > longestLine ? `${line.slice(0, longestLine - 1)}…` : line));
  while (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines.slice(0, mostLines);
}
