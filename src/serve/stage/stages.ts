import { createStage, type Stage } from './stage.ts';

/** The stages of all decks; one of them is what is presented now. */
export interface Stages {
  readonly of: (deck: string) => Stage;
  /** The deck that somebody moved in last. */
  readonly current: () => string | undefined;
  /** Calls back with the deck that is presented now, when it is another. */
  readonly onCurrent: (listener: (deck: string) => void) => () => void;
}

export function createStages(): Stages {
  const stages = new Map<string, Stage>();
  const listeners = new Set<(deck: string) => void>();
  let current: string | undefined;
  return {
    of(deck) {
      const stage =
        stages.get(deck) ??
        createStage({
          onMove(isOpening) {
            if (current === deck) return;
            // Who opens another deck beside the talk, to look something up, takes nothing from it.
            if (isOpening && current !== undefined && stages.get(current)?.isShown()) return;
            current = deck;
            for (const listener of listeners) listener(deck);
          },
        });
      stages.set(deck, stage);
      return stage;
    },
    current: () => current,
    onCurrent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
