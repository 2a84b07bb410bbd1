import type { CellState } from '../../cells/cell.ts';
import type { Deck, Slide } from '../../deck/deck.ts';
import { createSlideRenderer } from '../../render/slide-renderer.ts';
import { planTalk, readTiming } from '../../talk/talk-plan.ts';
import { tellTimer } from '../../talk/talk-timer.ts';
import type { StoredDeck } from '../deck-store.ts';
import type { Stage } from '../stage/stage.ts';
import type { RemoteView } from './remote-protocol.ts';
import { shownSlides, slideAt, titleOf } from './slide-words.ts';

/** What a remote shows of a deck that is presented. `states`: of the deck's cells, where it may run them. */
export async function remoteView(
  { deck }: StoredDeck,
  stage: Stage,
  states: ReadonlyMap<string, CellState> | undefined,
): Promise<RemoteView> {
  const place = stage.place();
  const slides = shownSlides(deck);
  const slide = place && slideAt(deck, place);
  const index = slide ? slides.indexOf(slide) : -1;
  const next = slides[index + 1];
  return {
    type: 'view',
    deck: deck.settings.title,
    title: slide ? titleOf(slide) : '',
    where: slide ? `${index + 1} / ${slides.length}` : '',
    next: slide && next ? titleOf(next) : '',
    notes: slide ? await notesOf(deck, slide) : '',
    blank: stage.blank(),
    timer: tellTimer(stage.timer(), Date.now()),
    plan: planOf(deck, slides),
    index,
    cells: states && slide ? cellsOf(deck, slide, states) : null,
  };
}

/** A slide's notes as HTML, wherever its author has put them. */
async function notesOf(deck: Deck, slide: Slide): Promise<string> {
  if (slide.notes === undefined) return '';
  const renderer = await createSlideRenderer(deck, true, new Map());
  return renderer.notes(slide);
}

function planOf(deck: Deck, slides: readonly Slide[]): readonly number[] | null {
  const wishes = slides.map(
    ({ attributes }) =>
      readTiming(attributes['data-timing']) ??
      (attributes['data-visibility'] === 'uncounted' ? 0 : undefined),
  );
  return planTalk(wishes, { totalMs: deck.settings.durationMs }) ?? null;
}

/** A cell of the slide that has something to press. */
export const runnableCells = (deck: Deck, slide: Slide) =>
  slide.cells.flatMap((id) => {
    const cell = deck.cells.find((one) => one.id === id);
    return cell && ['run', 'build', 'file', 'patch'].includes(cell.kind) ? [cell] : [];
  });

function cellsOf(
  deck: Deck,
  slide: Slide,
  states: ReadonlyMap<string, CellState>,
): NonNullable<RemoteView['cells']> {
  return runnableCells(deck, slide).map((cell) => ({
    id: cell.id,
    name: (cell.options.path ?? cell.body.split('\n')[0] ?? cell.id).slice(0, 80),
    state: states.get(cell.id) ?? 'idle',
  }));
}
