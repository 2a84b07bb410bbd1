import type { IBufferCell, IBufferLine } from '@xterm/headless';
import { escapeHtml } from '../html/escape.ts';

const hex = (value: number) => `#${value.toString(16).padStart(6, '0')}`;

/** The 256-colour palette above the first 16, which the theme owns: a 6×6×6 cube and a ramp of greys. */
function paletteColour(index: number): string {
  if (index >= 232) return hex((8 + (index - 232) * 10) * 0x010101);
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
  const cube = index - 16;
  return hex((level(Math.floor(cube / 36)) << 16) | (level(Math.floor(cube / 6) % 6) << 8) | level(cube % 6));
}

interface Style {
  readonly classes: string;
  readonly style: string;
}

const plain: Style = { classes: '', style: '' };

function styleOf(cell: IBufferCell): Style {
  if (cell.isAttributeDefault()) return plain;
  const classes: string[] = [];
  const style: string[] = [];
  const colour = (kind: 'fg' | 'bg', isDefault: boolean, isRgb: boolean, value: number) => {
    if (isDefault) return;
    if (!isRgb && value < 16) classes.push(`${kind}-${value}`);
    else style.push(`${kind === 'fg' ? 'color' : 'background'}:${isRgb ? hex(value) : paletteColour(value)}`);
  };
  colour('fg', cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor());
  colour('bg', cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor());
  if (cell.isBold()) classes.push('bold');
  if (cell.isDim()) classes.push('dim');
  if (cell.isItalic()) classes.push('italic');
  if (cell.isUnderline()) classes.push('underline');
  if (cell.isStrikethrough()) classes.push('strike');
  if (cell.isInverse()) classes.push('inverse');
  if (cell.isInvisible()) classes.push('hidden');
  return { classes: classes.join(' '), style: style.join(';') };
}

/** One stretch of a line in one style. */
export interface Run extends Style {
  readonly text: string;
}

/** The runs of screen rows that make one logical line, trailing blanks of the default style left out. */
export function runsOf(rows: readonly IBufferLine[]): readonly Run[] {
  const runs: { text: string; classes: string; style: string }[] = [];
  // One cell is filled again and again: a screen has thousands.
  let cell: IBufferCell | undefined;
  for (const row of rows) {
    for (let x = 0; x < row.length; x++) {
      cell = row.getCell(x, cell);
      if (!cell || cell.getWidth() === 0) continue;
      const { classes, style } = styleOf(cell);
      const text = cell.getChars() || ' ';
      const last = runs.at(-1);
      if (last && last.classes === classes && last.style === style) last.text += text;
      else runs.push({ text, classes, style });
    }
  }
  for (let last = runs.at(-1); last; last = runs.at(-1)) {
    const showsBlanks =
      last.style.includes('background') || /\bbg-|inverse|underline|strike/.test(last.classes);
    if (showsBlanks) break;
    last.text = last.text.replace(/ +$/, '');
    if (last.text !== '') break;
    runs.pop();
  }
  return runs;
}

/** Only these become links: a transcript is a stranger's text. */
const link = /\bhttps?:\/\/[^\s<>"'`\u0000-\u001f]+[^\s<>"'`.,;:!?)\]}\u0000-\u001f]/g;

/** A logical line as HTML: escaped text, spans for styles, and links over plain http and https addresses. */
export function lineHtml(runs: readonly Run[]): string {
  const text = runs.map((run) => run.text).join('');
  const links = [...text.matchAll(link)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    href: match[0],
  }));
  let html = '';
  let at = 0;
  for (const run of runs) {
    const end = at + run.text.length;
    let pieces = '';
    while (at < end) {
      const inside = links.find((one) => one.from <= at && at < one.to);
      const next = inside ? inside.to : (links.find((one) => one.from > at)?.from ?? end);
      const stop = Math.min(end, next);
      const piece = escapeHtml(run.text.slice(run.text.length - (end - at), run.text.length - (end - stop)));
      pieces += inside
        ? `<a href="${escapeHtml(inside.href)}" target="_blank" rel="noopener noreferrer nofollow">${piece}</a>`
        : piece;
      at = stop;
    }
    const attributes = (run.classes && ` class="${run.classes}"`) + (run.style && ` style="${run.style}"`);
    html += attributes ? `<span${attributes}>${pieces}</span>` : pieces;
  }
  return html;
}
