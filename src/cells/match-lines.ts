/** More pairs of lines than this are not compared: what lies between equal beginnings and ends then counts as new. */
const mostPairs = 4_000_000;

/**
 * Pairs the lines that two texts share, as many as can be paired in order: `[index in before, index in after]`, from
 * 0, ascending.
 */
export function matchLines(
  before: readonly string[],
  after: readonly string[],
): readonly (readonly [number, number])[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const between = matchBetween(
    before.slice(start, before.length - end),
    after.slice(start, after.length - end),
  );
  return [
    ...Array.from({ length: start }, (_, index) => [index, index] as const),
    ...between.map(([one, other]) => [start + one, start + other] as const),
    ...Array.from(
      { length: end },
      (_, index) => [before.length - end + index, after.length - end + index] as const,
    ),
  ];
}

/** By the longest common subsequence: `longest` is that of what follows line `i` of one and `j` of the other. */
function matchBetween(before: readonly string[], after: readonly string[]): (readonly [number, number])[] {
  if (before.length * after.length > mostPairs) return [];
  const width = after.length + 1;
  const longest = new Uint16Array((before.length + 1) * width);
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      longest[i * width + j] =
        before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}
