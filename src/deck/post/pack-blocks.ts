/** What is packed: how high it is, and whether it needs a slide to itself. */
export interface Packed {
  readonly height: number;
  readonly isLong?: boolean;
}

/** A slide never holds more of them; it bounds the search too. */
const mostOnSlide = 40;

/**
 * Cuts a row of things into as few slides as hold them, as even as they come; the lengths of the slides. A thing higher
 * than a slide has one to itself, and so has a long one.
 */
export function packBlocks(items: readonly Packed[], capacity: number): readonly number[] {
  // best[i]: the slides and the unevenness of the first i things; from[i]: where the last slide of them begins.
  const best: { slides: number; cost: number }[] = [{ slides: 0, cost: 0 }];
  const from: number[] = [0];
  for (let end = 1; end <= items.length; end++) {
    let chosen = { slides: Number.POSITIVE_INFINITY, cost: Number.POSITIVE_INFINITY };
    let start = end - 1;
    let height = 0;
    for (let begin = end - 1; begin >= 0 && end - begin <= mostOnSlide; begin--) {
      const item = items[begin];
      height += item?.height ?? 0;
      if (begin < end - 1 && (height > capacity || item?.isLong === true || items[end - 1]?.isLong === true))
        break;
      const before = best[begin];
      if (before === undefined) continue;
      const slides = before.slides + 1;
      const cost = before.cost + (capacity - Math.min(height, capacity)) ** 2;
      if (slides < chosen.slides || (slides === chosen.slides && cost < chosen.cost)) {
        chosen = { slides, cost };
        start = begin;
      }
    }
    best.push(chosen);
    from.push(start);
  }
  const lengths: number[] = [];
  for (let end = items.length; end > 0; end = from[end] ?? 0) lengths.unshift(end - (from[end] ?? 0));
  return lengths;
}
