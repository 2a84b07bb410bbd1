import { escapeHtml } from '../html/escape.ts';
import { type Graph, type LaidOut, nodeType, type Point } from './graph.ts';

const margin = 3;
/** Points that make an `em` of the output's type: letters of 14 points are then a little smaller than its own. */
const pointsPerEm = 15.5;

/**
 * A placed graph as SVG, coloured by the page. `--w` and `--h` are its size in `em`, by which the page keeps its
 * letters readable.
 */
export function graphSvg(
  graph: Graph,
  placed: LaidOut,
  { label, form }: { label: string; form: string },
): string {
  const width = placed.width + 2 * margin;
  const height = placed.height + 2 * margin;
  const style = `--w:${round(width / pointsPerEm)};--h:${round(height / pointsPerEm)}`;
  const edges = graph.edges.map((edge, index) => edgeSvg(edge, placed.edges[index]));
  const nodes = graph.nodes.map((node, index) => nodeSvg(node, placed.nodes[index]));
  return [
    `<svg class="graph ${form}" viewBox="${-margin} ${-margin} ${round(width)} ${round(height)}" style="${style}" role="img" aria-label="${escapeHtml(label)}">`,
    ...edges,
    ...nodes,
    '</svg>',
  ].join('');
}

function nodeSvg(node: Graph['nodes'][number], at: LaidOut['nodes'][number] | undefined): string {
  if (at === undefined) return '';
  const first = at.y - ((node.lines.length - 1) * nodeType.lineHeight) / 2 + nodeType.size * 0.35;
  const lines = node.lines.map((line, index) => {
    const y = round(first + index * nodeType.lineHeight);
    return `<text x="${round(at.x)}" y="${y}" font-size="${nodeType.size}">${escapeHtml(line)}</text>`;
  });
  return [
    `<g class="node${node.stressed ? ' node-stressed' : ''}"><title>${escapeHtml(wholeName(node.name))}</title>`,
    `<rect x="${round(at.x - at.width / 2)}" y="${round(at.y - at.height / 2)}" width="${round(at.width)}" height="${round(at.height)}" rx="5"/>`,
    ...lines,
    '</g>',
  ].join('');
}

const wholeName = (name: string): string => (/^[0-9a-z]{32}-/.test(name) ? `/nix/store/${name}` : name);

function edgeSvg(edge: Graph['edges'][number], at: LaidOut['edges'][number] | undefined): string {
  const [start, ...rest] = at?.points ?? [];
  if (at === undefined || start === undefined) return '';
  const line = `M${pair(start)}C${rest.map(pair).join(' ')}`;
  const last = rest.at(-1) ?? start;
  const head = at.tip === undefined ? '' : `<path class="edge-head" d="${arrowHead(last, at.tip)}"/>`;
  const label =
    edge.label === undefined || at.labelAt === undefined
      ? ''
      : `<text class="edge-label" x="${round(at.labelAt[0])}" y="${round(at.labelAt[1] + 4)}" font-size="12">${escapeHtml(edge.label)}</text>`;
  return `<g class="edge"><path d="${line}"/>${head}${label}</g>`;
}

function arrowHead([x, y]: Point, tip: Point): string {
  const length = Math.hypot(tip[0] - x, tip[1] - y) || 1;
  const [across, along] = [-(tip[1] - y) / length, (tip[0] - x) / length];
  const half = 3.1;
  return `M${pair(tip)}L${pair([x + across * half, y + along * half])} ${pair([x - across * half, y - along * half])}Z`;
}

const pair = ([x, y]: Point): string => `${round(x)},${round(y)}`;
const round = (value: number): number => Math.round(value * 10) / 10;
