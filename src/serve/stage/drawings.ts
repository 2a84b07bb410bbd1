import type { Drawings, Stroke } from './stage-protocol.ts';

/** What has been drawn on slides, bounded; the oldest strokes make room. */
export interface DrawingBoard {
  readonly drawings: () => Drawings;
  readonly draw: (slide: string, stroke: Stroke) => void;
  readonly erase: (slide: string, strokes: readonly string[]) => void;
}

const slideStrokes = 400;
const boardNumbers = 400_000;

export function createDrawingBoard(first: Drawings = {}): DrawingBoard {
  const slides = new Map<string, readonly Stroke[]>(Object.entries(first));
  const numbers = (): number =>
    [...slides.values()].flat().reduce((sum, { points }) => sum + points.length, 0);
  return {
    drawings: () => Object.fromEntries([...slides].filter(([, strokes]) => strokes.length > 0)),
    draw(slide, stroke) {
      const strokes = slides.get(slide) ?? [];
      const at = strokes.findIndex(({ id }) => id === stroke.id);
      const next = at < 0 ? [...strokes, stroke] : strokes.with(at, stroke);
      // Drawn on last, gone last.
      slides.delete(slide);
      slides.set(slide, next.slice(-slideStrokes));
      while (numbers() > boardNumbers) {
        const [oldest, kept = []] = slides.entries().next().value ?? [];
        if (oldest === undefined) break;
        if (kept.length > 1) slides.set(oldest, kept.slice(1));
        else slides.delete(oldest);
      }
    },
    erase(slide, gone) {
      const kept = (slides.get(slide) ?? []).filter(({ id }) => !gone.includes(id));
      if (kept.length === 0) slides.delete(slide);
      else slides.set(slide, kept);
    },
  };
}
