import type { Graph } from './graph.ts';

/** A graph with fewer edges than this for a node, or with fewer nodes, is drawn whole. */
const crowded = { edgesPerNode: 1.6, nodes: 10 };

/**
 * Leaves out of a crowded graph what follows from the rest: an edge between two nodes that a longer way connects too.
 * Also edges from a node to itself, and repeated ones. A graph that runs in circles, or has labels, stays whole.
 */
export function thinEdges(graph: Graph): Graph {
  const { nodes, edges, directed } = graph;
  const isCrowded = nodes.length >= crowded.nodes && edges.length > nodes.length * crowded.edgesPerNode;
  if (!directed || !isCrowded || edges.some(({ label }) => label !== undefined)) return graph;
  const next = nodes.map(() => new Set<number>());
  for (const { from, to } of edges) if (from !== to) next[from]?.add(to);
  const order = fromTheEnd(next);
  if (order === undefined) return graph;

  const words = Math.ceil(nodes.length / 32);
  const reach = nodes.map(() => new Uint32Array(words));
  const has = (set: Uint32Array | undefined, node: number) =>
    (((set?.[node >>> 5] ?? 0) >>> (node & 31)) & 1) === 1;
  const rank = new Map(order.map((node, index) => [node, index]));
  const kept: { from: number; to: number; label: undefined }[] = [];
  for (const from of order) {
    const mine = reach[from] ?? new Uint32Array(words);
    // The farthest from the end first: what it reaches needs no edge of its own.
    const targets = [...(next[from] ?? [])].sort((a, b) => (rank.get(b) ?? 0) - (rank.get(a) ?? 0));
    for (const to of targets) {
      if (has(mine, to)) continue;
      kept.push({ from, to, label: undefined });
      for (const [index, word] of (reach[to] ?? mine).entries()) mine[index] = (mine[index] ?? 0) | word;
      mine[to >>> 5] = (mine[to >>> 5] ?? 0) | (1 << (to & 31));
    }
  }
  return { ...graph, edges: kept };
}

/** The nodes so that each comes after all that it leads to; undefined where there is a circle. */
function fromTheEnd(next: readonly ReadonlySet<number>[]): readonly number[] | undefined {
  const before = next.map(() => [] as number[]);
  const open = next.map((targets) => targets.size);
  for (const [from, targets] of next.entries()) for (const to of targets) before[to]?.push(from);
  const order = [...open.keys()].filter((node) => open[node] === 0);
  for (let at = 0; at < order.length; at++) {
    for (const from of before[order[at] ?? 0] ?? []) {
      open[from] = (open[from] ?? 0) - 1;
      if (open[from] === 0) order.push(from);
    }
  }
  return order.length === next.length ? order : undefined;
}
