import { formatBytes } from '../cells/quantities.ts';
import { escapeHtml } from '../html/escape.ts';
import type { Phrases } from '../words/phrases.ts';
import type { Closure, Part } from './read-sizes.ts';
import { type Rect, squarify } from './squarify.ts';

/** A sheet to draw on: closures stand beside each other on a wide one, below each other on a tall one. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly lie: 'beside' | 'below';
}

/** What a part is to the whole drawing: the thing itself, in every closure, in this one only, or none of these. */
export type Role = 'self' | 'shared' | 'single' | 'plain';

const titleSize = 20;
const nameSizes = [18, 15] as const;
const charWidth = 0.57;
const gap = 30;
/** Room above and under a box, for its title and its sum. */
const above = 30;
const under = 30;
/** A box may be a sliver, but its title has to be read. */
const leastColumn = 190;

/** A treemap of each closure, all to one scale: an area is as many bytes in one as in the other. */
export function treemapSvg(
  closures: readonly Closure[],
  sheet: Sheet,
  roleOf: (part: Part, closure: Closure) => Role,
  label: string,
  phrases: Phrases,
): string {
  const boxes = placeBoxes(closures, sheet);
  const height = Math.max(...boxes.map((box) => box.y + box.height)) + under;
  const drawn = closures.map((closure, index) => {
    const box = boxes[index];
    return box === undefined ? '' : closureSvg(closure, box, sheet, roleOf, phrases);
  });
  const size = `viewBox="0 0 ${sheet.width} ${round(height)}"`;
  return `<svg class="treemap treemap-${sheet.lie}" ${size} role="img" aria-label="${escapeHtml(label)}">${drawn.join('')}</svg>`;
}

// Every box has the form of the largest, so that sides and areas tell the same story.
function placeBoxes(closures: readonly Closure[], { width, height, lie }: Sheet): readonly Rect[] {
  const sides = closures.map(({ bytes }) => Math.sqrt(bytes));
  const largest = Math.max(...sides);
  if (lie === 'below') {
    const free = height - closures.length * (above + under) - (closures.length - 1) * (gap / 2);
    const scale = free / sides.reduce((sum, side) => sum + side, 0);
    let y = 0;
    return sides.map((side) => {
      const box = { x: 0, y: y + above, width: (side / largest) * width, height: side * scale };
      y = box.y + box.height + under + gap / 2;
      return box;
    });
  }
  const free = width - (closures.length - 1) * gap;
  const fits = (scale: number) =>
    sides.reduce((sum, side) => sum + Math.max(leastColumn, side * scale), 0) <= free;
  let scale = free / sides.reduce((sum, side) => sum + side, 0);
  while (closures.length > 1 && !fits(scale) && scale * largest > leastColumn) scale *= 0.98;
  const tallest = height - above - under;
  let x = 0;
  return sides.map((side) => {
    const tall = (side / largest) * tallest;
    const box = { x, y: above + tallest - tall, width: side * scale, height: tall };
    x += Math.max(leastColumn, box.width) + gap;
    return box;
  });
}

function closureSvg(
  closure: Closure,
  box: Rect,
  sheet: Sheet,
  roleOf: (part: Part, closure: Closure) => Role,
  phrases: Phrases,
): string {
  const parts = drawable(closure, box, phrases);
  const most = parts[0]?.bytes ?? 1;
  const rects = squarify(
    parts.map(({ bytes }) => bytes),
    box,
  );
  const drawn = parts.map((part, index) => {
    const rect = rects[index];
    return rect === undefined ? '' : partSvg(part, rect, closure, roleOf(part, closure), part.bytes / most);
  });
  const room = Math.max(box.width, Math.min(leastColumn, sheet.width));
  const title = cut(closure.title, Math.floor(room / (titleSize * charWidth)));
  const count = phrases.count('picture.parts', closure.parts.length);
  return [
    '<g>',
    `<text class="treemap-title" x="${round(box.x)}" y="${round(box.y - 11)}" font-size="${titleSize}">${escapeHtml(title)}</text>`,
    ...drawn,
    `<text class="treemap-sum" x="${round(box.x)}" y="${round(box.y + box.height + 23)}" font-size="${titleSize}">`,
    `${formatBytes(closure.bytes)}<tspan class="treemap-count" font-size="${nameSizes[1]}" dx="8">${count}</tspan></text>`,
    '</g>',
  ].join('');
}

// What would be smaller than a fingertip is drawn as one.
function drawable(closure: Closure, box: Rect, { say }: Phrases): readonly Part[] {
  const perByte = (box.width * box.height) / closure.bytes;
  const seen = closure.parts.filter(({ bytes }, index) => index < 150 && bytes * perByte >= 60);
  const rest = closure.parts.slice(seen.length);
  if (rest.length <= 1) return closure.parts;
  const bytes = rest.reduce((sum, part) => sum + part.bytes, 0);
  const name = say('picture.smaller', { count: rest.length });
  return [...seen, { name, whole: name, bytes, isRest: true }].sort((a, b) => b.bytes - a.bytes);
}

function partSvg(part: Part, rect: Rect, closure: Closure, role: Role, share: number): string {
  const { x, y, width, height } = rect;
  const percent = (part.bytes / closure.bytes) * 100;
  const told = `${part.whole}, ${formatBytes(part.bytes)}, ${percent < 1 ? '<1' : Math.round(percent)} %`;
  const edge = Math.min(1, width / 4, height / 4);
  return [
    `<g class="part part-${role}" style="--tone:${Math.round(18 + 26 * Math.sqrt(share))}%"><title>${escapeHtml(told)}</title>`,
    `<rect x="${round(x + edge)}" y="${round(y + edge)}" width="${round(width - 2 * edge)}" height="${round(height - 2 * edge)}" rx="${round(Math.min(4, edge * 4))}"/>`,
    labelSvg(part, rect),
    '</g>',
  ].join('');
}

function labelSvg(part: Part, { x, y, width, height }: Rect): string {
  for (const size of nameSizes) {
    const chars = Math.floor((width - 16) / (size * charWidth));
    const whole = part.name.length <= chars;
    const isLast = size === nameSizes[1];
    if (height < size + 12 || (!whole && !(isLast && chars >= 6))) continue;
    const name = `<text x="${round(x + 9)}" y="${round(y + size + 6)}" font-size="${size}">${escapeHtml(cut(part.name, chars))}</text>`;
    const bytes = formatBytes(part.bytes);
    if (height < size * 2.4 + 14 || bytes.length > chars) return name;
    return `${name}<text class="part-bytes" x="${round(x + 9)}" y="${round(y + size * 2.3 + 6)}" font-size="${nameSizes[1]}">${bytes}</text>`;
  }
  return '';
}

const cut = (text: string, chars: number): string =>
  text.length <= chars ? text : `${text.slice(0, Math.max(0, chars - 1))}…`;

const round = (value: number): number => Math.round(value * 10) / 10;
