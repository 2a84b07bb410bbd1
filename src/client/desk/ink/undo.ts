import type { Stroke } from '../../../serve/stage/stage-protocol.ts';

/** Something done with a pen or the eraser on a slide. */
export interface InkDeed {
  readonly slide: string;
  readonly drawn: readonly string[];
  readonly erased: readonly Stroke[];
}

/** What was done on this page, so that it can be undone; each slide for itself. */
export interface UndoList {
  readonly note: (deed: InkDeed) => void;
  /** The last deed on a slide, which is forgotten; without one, the last stroke that is there. */
  readonly take: (slide: string, strokes: readonly Stroke[]) => InkDeed;
}

const mostDeeds = 200;

export function createUndo(): UndoList {
  let deeds: readonly InkDeed[] = [];
  return {
    note(deed) {
      deeds = [...deeds, deed].slice(-mostDeeds);
    },
    take(slide, strokes) {
      const there = new Set(strokes.map(({ id }) => id));
      // What another page has erased since needs no undoing.
      const isLive = (deed: InkDeed): boolean =>
        deed.erased.length > 0 || deed.drawn.some((id) => there.has(id));
      const at = deeds.findLastIndex((deed) => deed.slide === slide && isLive(deed));
      const deed = deeds[at];
      deeds = deeds.filter((_, index) => index !== at);
      const last = strokes.at(-1);
      return deed ?? { slide, drawn: last ? [last.id] : [], erased: [] };
    },
  };
}
