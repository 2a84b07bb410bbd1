import type { RevealApi } from 'reveal.js';
import { createDrawingBoard } from '../../serve/stage/drawings.ts';
import type { Drawings } from '../../serve/stage/stage-protocol.ts';
import { showNotice } from '../corner.ts';
import { isObject } from '../page-config.ts';
import type { Ink, PenCommand } from './ink/ink.ts';
import type { StageLink } from './stage-link.ts';

/** Pen, eraser and laser; what they need is fetched when somebody takes one, here or on another page. */
export interface Pens {
  readonly do: (command: PenCommand) => void;
  readonly isDrawing: () => boolean;
}

export function createPens(page: {
  readonly deck: string;
  readonly reveal: RevealApi;
  readonly link: StageLink;
}): Pens {
  const { reveal, link } = page;
  const storageKey = `piste-ink ${page.deck}`;
  const boardKey = `piste-ink-board ${page.deck}`;
  let board = createDrawingBoard(readKept(storageKey));
  let boardName = readText(boardKey);
  let ink: Ink | undefined;
  let loading: Promise<Ink> | undefined;

  const keep = (): void => {
    try {
      sessionStorage.setItem(storageKey, JSON.stringify(board.drawings()));
      sessionStorage.setItem(boardKey, boardName);
    } catch {
      // Full, or refused in some private windows; the server has them too.
    }
  };
  const load = (): Promise<Ink> => {
    loading ??= import('./ink/ink.ts').then(({ createInk }) => {
      ink = createInk({
        reveal,
        strokesOf: (slide) => board.drawings()[slide] ?? [],
        draw(slide, stroke) {
          board.draw(slide, stroke);
          keep();
          link.move({ kind: 'stroke', slide, stroke });
        },
        erase(slide, strokes) {
          board.erase(slide, strokes);
          keep();
          link.move({ kind: 'erase', slide, strokes });
        },
        point: (at) => link.move({ kind: 'laser', at }),
      });
      return ink;
    });
    return loading;
  };
  const withInk = (act: (ink: Ink) => void): void => {
    load().then(act, () => {
      loading = undefined;
      showNotice('The pens could not be loaded; is Piste still running?');
    });
  };
  const redraw = (): void => withInk((one) => one.redraw());

  link.listen({
    staged({ drawings, board: name }) {
      const own = board.drawings();
      // On the board that this window knows, what is not there any more has been erased.
      const theirs = Object.keys(drawings).length > 0 || name === boardName;
      boardName = name;
      if (theirs) board = createDrawingBoard(drawings);
      // A server that has begun anew is told what this window still has.
      else
        for (const [slide, strokes] of Object.entries(own))
          for (const stroke of strokes) link.move({ kind: 'stroke', slide, stroke });
      keep();
      if ([own, drawings].some((one) => Object.keys(one).length > 0)) redraw();
    },
    moved(move) {
      if (move.kind === 'laser') return withInk((one) => one.point(move.at));
      if (move.kind === 'stroke') board.draw(move.slide, move.stroke);
      else if (move.kind === 'erase') board.erase(move.slide, move.strokes);
      else return;
      keep();
      redraw();
    },
  });
  if (Object.keys(board.drawings()).length > 0) redraw();
  return {
    do: (command) => withInk((one) => one.do(command)),
    isDrawing: () => ink?.isDrawing() ?? false,
  };
}

function readText(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

/** What this window drew before it was loaded anew. */
function readKept(key: string): Drawings {
  try {
    const value: unknown = JSON.parse(readText(key) || '{}');
    return isDrawings(value) ? value : {};
  } catch {
    return {};
  }
}

const isDrawings = (value: unknown): value is Drawings =>
  isObject(value) &&
  Object.values(value).every(
    (strokes) =>
      Array.isArray(strokes) && strokes.every((stroke) => isObject(stroke) && Array.isArray(stroke.points)),
  );
