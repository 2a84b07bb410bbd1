import type { Cell } from '../cells/cell.ts';
import type { Deck } from './deck.ts';

/** A slide that says itself whether it is done: by its check cells, of which the first one names it. */
export interface Step {
  readonly id: string;
  readonly checks: readonly Cell[];
}

/** The steps of a deck, in its order. */
export function stepsOf({ slides, cells }: Pick<Deck, 'slides' | 'cells'>): readonly Step[] {
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  return slides.flatMap((slide) => {
    const checks = slide.cells.flatMap((id) => byId.get(id) ?? []).filter(({ kind }) => kind === 'check');
    const [first] = checks;
    return first === undefined ? [] : [{ id: first.id, checks }];
  });
}
