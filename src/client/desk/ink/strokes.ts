import type { Stroke } from '../../../serve/stage/stage-protocol.ts';

/** An SVG path through a stroke's points, rounded between them; a single point is a dot. */
export function strokePath(points: readonly number[]): string {
  const [x = 0, y = 0] = points;
  if (points.length < 4) return `M${x} ${y}l0.01 0`;
  let path = `M${x} ${y}`;
  for (let at = 2; at + 3 < points.length; at += 2) {
    const [cx = 0, cy = 0, nx = 0, ny = 0] = points.slice(at, at + 4);
    path += `Q${cx} ${cy} ${(cx + nx) / 2} ${(cy + ny) / 2}`;
  }
  return `${path}L${points.at(-2)} ${points.at(-1)}`;
}

/** The strokes that come nearer to a spot than `reach`, in px of the canvas. */
export function nearStrokes(
  strokes: readonly Stroke[],
  [x, y]: readonly [number, number],
  reach: number,
): Stroke[] {
  return strokes.filter(({ points }) => {
    for (let at = 0; at < points.length; at += 2) {
      const [ax = 0, ay = 0, bx = ax, by = ay] = points.slice(at, at + 4);
      if (distance(x, y, ax, ay, bx, by) <= reach) return true;
    }
    return false;
  });
}

/** From a point to a piece of a line. */
function distance(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const share = length === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length;
  const along = Math.min(1, Math.max(0, share));
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
}
