import type { ExpandedLine } from '../../markdown/include.ts';

interface Slot {
  readonly name: string;
  readonly line: number;
  readonly lines: ExpandedLine[];
}

/**
 * Slidev's `::right::` lines: what follows goes into that place of the layout. `left` (or what stands before them on
 * a slide of two columns) and `right` become our columns, any other name a `<div>` of its own.
 */
export function slotsToColumns(
  lines: readonly ExpandedLine[],
  layout: string,
  isCode: (index: number) => boolean,
): readonly ExpandedLine[] {
  const slots: Slot[] = [{ name: 'default', line: lines[0]?.line ?? 1, lines: [] }];
  for (const [index, line] of lines.entries()) {
    const name = isCode(index) ? undefined : /^::[ \t]*([\w.:-]{1,40}?)[ \t]*::[ \t]*$/.exec(line.text)?.[1];
    if (name === undefined) slots.at(-1)?.lines.push(line);
    else slots.push({ name, line: line.line, lines: [] });
  }
  if (slots.length === 1) return lines;
  const named = (name: string): Slot | undefined => slots.find((slot) => slot.name === name);
  const right = named('right');
  const isTwo = layout === 'two-cols' && right !== undefined && named('left') === undefined;
  const left = named('left') ?? (isTwo ? slots[0] : undefined);
  const result: ExpandedLine[] = [];
  let areColumnsDone = false;
  for (const slot of slots) {
    if (slot === left || slot === right) {
      if (areColumnsDone) continue;
      areColumnsDone = true;
      const columns = [left, right].filter((one) => one !== undefined);
      result.push(
        ...box(
          'columns',
          slot.line,
          columns.flatMap((one) => box('column', one.line, one.lines)),
        ),
      );
    } else if (slot.name === 'default') result.push(...slot.lines);
    else result.push(...box(`slot-${slot.name.replace(/[^\w-]+/g, '-')}`, slot.line, slot.lines));
  }
  return result;
}

function box(name: string, line: number, lines: readonly ExpandedLine[]): ExpandedLine[] {
  const end = lines.at(-1)?.line ?? line;
  return [
    { text: '', line },
    { text: `::: ${name}`, line },
    ...lines,
    { text: '', line: end },
    { text: ':::', line: end },
    { text: '', line: end },
  ];
}
