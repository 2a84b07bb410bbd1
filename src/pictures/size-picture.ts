import { formatBytes } from '../cells/quantities.ts';
import type { Phrases } from '../words/phrases.ts';
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
export const sizePicture: Draw = (data, phrases) => {
  const read = readJson(printedText(data));
  if (!read.ok) return { problem: `${expected}; line ${read.line} is not JSON: ${read.message}` };
  const closures = readSizes(read.documents, phrases);
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
  const { say } = phrases;
  const sizes = closures.map(({ title, bytes }) => `${title || say('picture.all')} ${formatBytes(bytes)}`);
  const label = say('picture.sizes', { sizes: sizes.join(', ') });
  const wide = treemapSvg(closures, { width: 1080, height: 430, lie: 'beside' }, roleOf, label, phrases);
  const tall = treemapSvg(closures, { width: 430, height: 560, lie: 'below' }, roleOf, label, phrases);
  const roles = new Set(closures.flatMap((closure) => closure.parts.map((part) => roleOf(part, closure))));
  const legend =
    roles.has('shared') && roles.has('single') ? legendHtml(closures.length, phrases) : undefined;
  return pictureOf({
    show: 'size',
    body: `${wide}${tall}`,
    legend,
    text: closures.map((closure) => tableOf(closure, phrases)).join('\n\n'),
    fold: say('picture.asTable'),
  });
};

/** In a comparison what is in all of them steps back behind what is not; alone, the thing itself stands out. */
function rolesIn(closures: readonly Closure[]): (part: Part, closure: Closure) => Role {
  if (closures.length === 1) return (part, { title }) => (part.name === title ? 'self' : 'plain');
  const names = closures.map(({ parts }) => new Set(parts.map(({ name }) => name)));
  const shared = new Set([...(names[0] ?? [])].filter((name) => names.every((set) => set.has(name))));
  if (shared.size === 0) return () => 'plain';
  return ({ name, isRest }) => (isRest ? 'plain' : shared.has(name) ? 'shared' : 'single');
}

const legendHtml = (count: number, { say }: Phrases): string =>
  `<span class="part-key part-shared"></span>${say(count === 2 ? 'picture.inBoth' : 'picture.inAll')} <span class="part-key part-single"></span>${say(count === 2 ? 'picture.notInOther' : 'picture.notInAll')}`;

function tableOf({ title, parts, bytes }: Closure, { say }: Phrases): string {
  const rows = parts
    .slice(0, tableRows)
    .map((part) => [formatBytes(part.bytes), shareOf(part.bytes, bytes), part.name]);
  const rest = parts.slice(tableRows);
  const restBytes = rest.reduce((sum, part) => sum + part.bytes, 0);
  if (rest.length > 0)
    rows.push([
      formatBytes(restBytes),
      shareOf(restBytes, bytes),
      say('picture.smaller', { count: rest.length }),
    ]);
  rows.push([formatBytes(bytes), '100 %', say('picture.all')]);
  const lines = rows.map(
    ([size = '', share = '', name = '']) => `${size.padStart(8)} ${share.padStart(6)}  ${name}`,
  );
  return [...(title === '' ? [] : [title]), ...lines].join('\n');
}

const shareOf = (bytes: number, of: number): string => {
  const percent = (bytes / of) * 100;
  return `${percent < 1 ? '<1' : Math.round(percent)} %`;
};
