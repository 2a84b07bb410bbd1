import type { CellState } from '../../cells/cell.ts';
import { slideAt } from '../../deck/shown-slides.ts';
import type { LiveDeck } from '../../session/live-deck.ts';
import type { DeckStore } from '../deck-store.ts';
import type { RemoteMove } from '../stage/read-stage-message.ts';
import type { Stage, StageSeat } from '../stage/stage.ts';
import type { StageServerMessage } from '../stage/stage-protocol.ts';
import type { Stages } from '../stage/stages.ts';
import { newToken } from './join-tokens.ts';
import { remoteView, runnableCells } from './remote-view.ts';

export interface PhoneOptions {
  /** Whether it may run the cells of the slide that is shown. */
  readonly runs: boolean;
  readonly store: DeckStore;
  readonly stages: Stages;
  readonly liveOf: (deck: string) => LiveDeck | undefined;
}

/** One phone's line to whatever deck is presented. */
export function followDeck(
  { store, stages, liveOf, runs }: PhoneOptions,
  send: (view: string) => void,
): { readonly act: (move: RemoteMove) => void; readonly update: () => void; readonly close: () => void } {
  let deck: string | undefined;
  let stage: Stage | undefined;
  let seat: StageSeat | undefined;
  let unsubscribe: (() => void) | undefined;
  let waiting: NodeJS.Timeout | undefined;
  let sent = 0;
  let n = 0;
  const phone = `phone-${newToken().slice(0, 12)}`;
  const states = new Map<string, CellState>();

  const tell = (): void => {
    waiting ??= setTimeout(() => {
      waiting = undefined;
      const stored = deck === undefined ? undefined : store.get(deck);
      if (!stored || !stage) return;
      const turn = ++sent;
      void remoteView(stored, stage, runs ? states : undefined).then(
        (view) => {
          // A later one may have been quicker.
          if (turn === sent) send(JSON.stringify(view));
        },
        () => undefined,
      );
    }, 10);
  };
  const leave = (): void => {
    seat?.leave();
    unsubscribe?.();
    states.clear();
  };
  const update = (): void => {
    const now = stages.current() ?? store.all()[0]?.deck.name;
    if (now !== deck && now !== undefined) {
      leave();
      deck = now;
      stage = stages.of(now);
      seat = stage.join({
        role: 'remote',
        send: (message) => {
          if (changesView(message)) tell();
        },
      });
      unsubscribe = runs
        ? liveOf(now)?.subscribe((message) => {
            if (message.type !== 'state') return;
            states.set(message.cell, message.state);
            tell();
          })
        : undefined;
    }
    tell();
  };
  update();
  return {
    update,
    act(move) {
      if (!deck || !stage || !seat) return;
      if (move.type === 'go') seat.move(phone, ++n, { kind: 'go', to: move.to });
      else if (move.type === 'blank') seat.move(phone, ++n, { kind: 'blank', blank: move.blank });
      else if (move.type === 'laser') seat.move(phone, ++n, { kind: 'laser', at: move.at });
      else if (move.type === 'timer') stage.setTimer(move.act);
      else runShown(deck, stage, move.cell);
      if (move.type !== 'laser') tell();
    },
    close() {
      clearTimeout(waiting);
      waiting = undefined;
      leave();
    },
  };

  /** A cell of the slide that is shown, and no other. */
  function runShown(name: string, on: Stage, cell: string): void {
    const stored = store.get(name);
    const place = on.place();
    const slide = stored && place && slideAt(stored.deck, place);
    if (slide && runnableCells(stored.deck, slide).some(({ id }) => id === cell))
      void liveOf(name)?.run(cell);
  }
}

/** A phone shows neither drawings nor the laser, and hears of them many times a second. */
const changesView = (message: StageServerMessage): boolean =>
  message.type === 'staged' ||
  (message.type === 'stage' && ['show', 'blank', 'timer'].includes(message.move.kind));
