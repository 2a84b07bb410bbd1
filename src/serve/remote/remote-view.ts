import type { CellState } from '../../cells/cell.ts';
import { cellName } from '../../cells/cell-name.ts';
import type { Deck, Slide } from '../../deck/deck.ts';
import { shownSlides, slideAt } from '../../deck/shown-slides.ts';
import { createSlideRenderer, type SlideRenderer } from '../../render/slide-renderer.ts';
import { planDeck, readTiming } from '../../talk/talk-plan.ts';
import { tellTimer } from '../../talk/talk-timer.ts';
import type { StoredDeck } from '../deck-store.ts';
import type { Stage } from '../stage/stage.ts';
import type { RemoteView } from './remote-protocol.ts';
import { outlineOf, titleOf } from './slide-words.ts';

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
    outline: slide ? outlineOf(slide) : [],
    notes: slide ? await notesOf(deck, slide) : '',
    blank: stage.blank(),
    timer: tellTimer(stage.timer(), Date.now()),
    plan: planOf(deck, slides),
    index,
    cells: states && slide ? cellsOf(deck, slide, states) : null,
  };
}

/** A phone asks with each step: what is of a revision of the deck is made once. */
const rendered = new WeakMap<
  Deck,
  { readonly renderer: Promise<SlideRenderer>; readonly notes: Map<Slide, string> }
>();

/** A slide's notes as HTML, wherever its author has put them. */
async function notesOf(deck: Deck, slide: Slide): Promise<string> {
  if (slide.notes === undefined) return '';
  const known = rendered.get(deck) ?? {
    renderer: createSlideRenderer(deck, true, new Map()),
    notes: new Map(),
  };
  rendered.set(deck, known);
  const notes = known.notes.get(slide) ?? (await known.renderer).notes(slide);
  known.notes.set(slide, notes);
  return notes;
}

const plans = new WeakMap<Deck, readonly number[] | null>();

function planOf(deck: Deck, slides: readonly Slide[]): readonly number[] | null {
  const known = plans.get(deck);
  if (known !== undefined) return known;
  const wishes = slides.map(
    ({ attributes }) =>
      readTiming(attributes['data-timing']) ??
      (attributes['data-visibility'] === 'uncounted' ? 0 : undefined),
  );
  const plan = planDeck(wishes, deck.settings.durationMs, deck.settings.revealOptions) ?? null;
  plans.set(deck, plan);
  return plan;
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
    name: (cell.options.path ?? cellName(cell)).slice(0, 80),
    state: states.get(cell.id) ?? 'idle',
  }));
}
