/** A rectangle, in the units of the drawing that it is in. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Cuts a rectangle into one for each value, as near to squares as rows of them can be: each one's area is its share
 * of the sum. Values are above 0 and in falling order.
 */
export function squarify(values: readonly number[], within: Rect): readonly Rect[] {
  const sum = values.reduce((all, value) => all + value, 0);
  const areas = values.map((value) => (value / sum) * within.width * within.height);
  const rects: Rect[] = [];
  let { x, y, width, height } = within;
  for (let at = 0; at < areas.length; ) {
    const side = Math.min(width, height);
    let end = at + 1;
    let area = areas[at] ?? 0;
    // The first of a row is its largest, the last its smallest.
    const worst = (smallest: number, total: number) =>
      Math.max(((areas[at] ?? 0) * side ** 2) / total ** 2, total ** 2 / (smallest * side ** 2));
    while (end < areas.length) {
      const next = areas[end] ?? 0;
      if (worst(next, area + next) > worst(areas[end - 1] ?? 0, area)) break;
      area += next;
      end++;
    }
    const depth = side > 0 ? area / side : 0;
    let along = 0;
    for (const one of areas.slice(at, end)) {
      const length = depth > 0 ? one / depth : 0;
      rects.push(
        width >= height
          ? { x, y: y + along, width: depth, height: length }
          : { x: x + along, y, width: length, height: depth },
      );
      along += length;
    }
    if (width >= height) {
      x += depth;
      width = Math.max(0, width - depth);
    } else {
      y += depth;
      height = Math.max(0, height - depth);
    }
    at = end;
  }
  return rects;
}
