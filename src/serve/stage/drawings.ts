import type { Drawings, Stroke } from './stage-protocol.ts';

/** What has been drawn on slides, bounded; the oldest strokes make room. */
export interface DrawingBoard {
  readonly drawings: () => Drawings;
  readonly draw: (slide: string, stroke: Stroke) => void;
  readonly erase: (slide: string, strokes: readonly string[]) => void;
}

const slideStrokes = 400;
/** Of JSON, at most: who comes later is told all of it at once, which has to fit into a socket that is slow. */
export const boardBytes = 3 << 19;

/** Of a stroke's JSON, at most: a number is as long as `-10000.0,`, a letter as `\u0000`, the rest is names. */
const bytesOf = ({ id, points }: Stroke): number => 80 + 6 * id.length + 9 * points.length;

export function createDrawingBoard(first: Drawings = {}): DrawingBoard {
  const slides = new Map<string, readonly Stroke[]>(Object.entries(first));
  const sum = (strokes: readonly Stroke[]): number => strokes.reduce((all, one) => all + bytesOf(one), 0);
  let bytes = sum([...slides.values()].flat());
  /** Drawn on last, gone last. */
  const put = (slide: string, strokes: readonly Stroke[]): void => {
    slides.delete(slide);
    if (strokes.length > 0) slides.set(slide, strokes);
  };
  const makeRoom = (): void => {
    for (const [slide, strokes] of slides) {
      let gone = 0;
      while (bytes > boardBytes && gone < strokes.length) bytes -= sum(strokes.slice(gone, ++gone));
      if (gone === strokes.length) slides.delete(slide);
      else if (gone > 0) slides.set(slide, strokes.slice(gone));
      if (bytes <= boardBytes) return;
    }
  };
  return {
    drawings: () => Object.fromEntries(slides),
    draw(slide, stroke) {
      const strokes = slides.get(slide) ?? [];
      const at = strokes.findIndex(({ id }) => id === stroke.id);
      const next = at < 0 ? [...strokes, stroke] : strokes.with(at, stroke);
      const before = strokes[at];
      bytes += bytesOf(stroke) - (before ? bytesOf(before) : 0) - sum(next.slice(0, -slideStrokes));
      put(slide, next.slice(-slideStrokes));
      makeRoom();
    },
    erase(slide, gone) {
      const ids = new Set(gone);
      const strokes = slides.get(slide) ?? [];
      const kept = strokes.filter(({ id }) => !ids.has(id));
      bytes -= sum(strokes) - sum(kept);
      if (kept.length > 0) slides.set(slide, kept);
      else slides.delete(slide);
    },
  };
}
