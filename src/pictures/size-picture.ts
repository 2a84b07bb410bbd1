import { formatBytes } from '../cells/quantities.ts';
import { type Draw, mostParts } from './picture.ts';
import { pictureOf } from './picture-html.ts';
import { printedText } from './printed-text.ts';
import { readJson } from './read-json.ts';
import { type Closure, type Part, readSizes } from './read-sizes.ts';
import { type Role, treemapSvg } from './treemap-svg.ts';

const mostClosures = 4;
const tableRows = 12;
const expected =
  'show=size expects JSON as `nix path-info --recursive --json` prints it, or `{"a title": {"a part": its bytes}}`';

/** What takes up how much room, as areas; several closures stand side by side, to one scale. */
export const sizePicture: Draw = (data) => {
  const read = readJson(printedText(data));
  if (!read.ok) return { problem: `${expected}; line ${read.line} is not JSON: ${read.message}` };
  const closures = readSizes(read.documents);
  if (closures === undefined) return { problem: expected };
  if (closures.some(({ bytes }) => bytes === 0))
    return { problem: `${expected}; there is nothing above 0 bytes to draw` };
  if (closures.length > mostClosures)
    return {
      problem: `show=size draws at most ${mostClosures} side by side, and these are ${closures.length}`,
    };
  if (closures.some(({ parts }) => parts.length > mostParts))
    return { problem: `show=size draws at most ${mostParts} parts; add the small ones up before` };

  const roleOf = rolesIn(closures);
  const label = `Sizes: ${closures.map(({ title, bytes }) => `${title || 'all'} ${formatBytes(bytes)}`).join(', ')}`;
  const wide = treemapSvg(closures, { width: 1080, height: 430, lie: 'beside' }, roleOf, label);
  const tall = treemapSvg(closures, { width: 430, height: 560, lie: 'below' }, roleOf, label);
  const roles = new Set(closures.flatMap((closure) => closure.parts.map((part) => roleOf(part, closure))));
  const legend = roles.has('shared') && roles.has('single') ? legendHtml(closures.length) : undefined;
  return pictureOf({
    show: 'size',
    body: `${wide}${tall}`,
    legend,
    text: closures.map(tableOf).join('\n\n'),
    fold: 'As a table',
  });
};

/** In a comparison what is in all of them steps back behind what is not; alone, the thing itself stands out. */
function rolesIn(closures: readonly Closure[]): (part: Part, closure: Closure) => Role {
  if (closures.length === 1) return (part, { title }) => (part.name === title ? 'self' : 'plain');
  const names = closures.map(({ parts }) => new Set(parts.map(({ name }) => name)));
  const shared = new Set([...(names[0] ?? [])].filter((name) => names.every((set) => set.has(name))));
  if (shared.size === 0) return () => 'plain';
  return ({ name }) => (shared.has(name) ? 'shared' : / smaller ones$/.test(name) ? 'plain' : 'single');
}

const legendHtml = (count: number): string =>
  `<span class="part-key part-shared"></span>in ${count === 2 ? 'both' : 'all'} <span class="part-key part-single"></span>not in ${count === 2 ? 'the other' : 'all'}`;

function tableOf({ title, parts, bytes }: Closure): string {
  const rows = parts
    .slice(0, tableRows)
    .map((part) => [formatBytes(part.bytes), shareOf(part.bytes, bytes), part.name]);
  const rest = parts.slice(tableRows);
  const restBytes = rest.reduce((sum, part) => sum + part.bytes, 0);
  if (rest.length > 0)
    rows.push([formatBytes(restBytes), shareOf(restBytes, bytes), `${rest.length} smaller ones`]);
  rows.push([formatBytes(bytes), '100 %', 'all']);
  const lines = rows.map(
    ([size = '', share = '', name = '']) => `${size.padStart(8)} ${share.padStart(6)}  ${name}`,
  );
  return [...(title === '' ? [] : [title]), ...lines].join('\n');
}

const shareOf = (bytes: number, of: number): string => {
  const percent = (bytes / of) * 100;
  return `${percent < 1 ? '<1' : Math.round(percent)} %`;
};
