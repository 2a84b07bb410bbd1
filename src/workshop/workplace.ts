import type { Deck } from '../deck/deck.ts';
import { stepsOf } from '../deck/deck-steps.ts';
import type { SeatEnd, WorkshopClientMessage, WorkshopMessage } from '../serve/workshop/workshop-protocol.ts';
import { createLiveDeck, type Machinery, type RecordedCells } from '../session/live-deck.ts';
import type { LiveEvent } from '../session/live-events.ts';
import type { LiveTerminal } from '../session/live-terminal.ts';
import type { Session } from '../session/session.ts';
import { phrasesOf } from '../words/words.ts';
import { authorsRecords } from './authors-records.ts';
import { isEditable, withEdits } from './edited-deck.ts';
import { createKeptEdits } from './kept-edits.ts';
import type { Progress } from './progress.ts';
import { type SeatClock, type SeatTimes, startSeatClock } from './seat-clock.ts';
import type { Seats } from './seats.ts';
import { createStepChecks } from './step-checks.ts';
import type { Visitor } from './visitors.ts';

/** A deck as all visitors find it. */
export interface WorkshopDeck {
  readonly deck: Deck;
  readonly records: RecordedCells;
}

export interface WorkplaceOptions extends WorkshopDeck {
  readonly visitor: Visitor;
  readonly machinery: () => Promise<Machinery>;
  readonly starting: <T>(start: () => Promise<T>) => Promise<T>;
  readonly seats: Seats;
  readonly progress: Progress;
  readonly times: Omit<SeatTimes, 'idleMs'>;
  /** Nobody looks at it and nothing of it runs: it can be forgotten. */
  readonly onEmpty: () => void;
}

/** What one visitor has of one deck: texts, steps, a seat with its sessions, and the pages that show them. */
export interface Workplace {
  /** A page or a terminal of the visitor's is there; returns how it goes. */
  enter(): () => void;
  /** Tells a page how all stands, then each change; returns how to stop. */
  subscribe(page: (message: WorkshopMessage | LiveEvent) => void): () => void;
  handle(message: WorkshopClientMessage, from?: (message: WorkshopMessage | LiveEvent) => void): void;
  /** Waits for a seat, if need be. */
  terminal(wanted: { readonly cell: string } | { readonly dock: number }): Promise<LiveTerminal>;
  /** Why a terminal that comes back by itself has to be asked for: there is no place, and it takes none. */
  whyNoTerminal(): string | undefined;
  /** The visitor typed this into a terminal. */
  typed(bytes: Buffer): void;
  /** Says something on the visitor's pages. */
  notice(text: string): void;
  /** The session whose files the visitor can take home; undefined while there is none. */
  work(): Promise<Session> | undefined;
  update(next: WorkshopDeck): void;
  close(): Promise<void>;
}

const afterRunMs = 100;
const enter = 0x0d;

export function createWorkplace(options: WorkplaceOptions): Workplace {
  const { visitor, seats, progress, onEmpty } = options;
  let { deck, records } = options;
  const known = progress.of(visitor, deck.name);
  const done = new Set(known.steps);
  const edits = createKeptEdits(known.edits);
  const pages = new Set<(message: WorkshopMessage | LiveEvent) => void>();
  let present = 0;
  /** Cells that were asked for and wait for the seat. */
  const asked = new Set<string>();
  let clock: SeatClock | undefined;
  let ending: Promise<unknown> | undefined;
  let lost: SeatEnd | undefined;
  let isClosed = false;
  /** The texts are other ones than those that the live deck has. */
  let edited = edits.all().size > 0;

  const recordsOf = () => authorsRecords(deck, records, (cell) => edits.all().has(cell));
  const tell = (message: WorkshopMessage | LiveEvent) => {
    for (const page of pages) page(message);
  };
  const say = phrasesOf(deck.settings.lang).say;
  const live = createLiveDeck(deck, {
    machinery: options.machinery,
    records: recordsOf(),
    // What strangers make is nobody else's beginning, and fills nobody's disk.
    keepsStates: false,
    idleMs: Number.POSITIVE_INFINITY,
    starting: options.starting,
    onDocks: (open) => tell({ type: 'terminals', open }),
    onPrinted: () => checks.tryAtRest(),
    onOutcome() {
      clock?.touch();
      checks.tryAll(afterRunMs);
    },
  });
  const checks = createStepChecks({
    steps: () => stepsOf(deck),
    isDone: (step) => done.has(step),
    onDone(step) {
      done.add(step);
      progress.noteStep(visitor, deck.name, step);
    },
    onChange: () => tell({ type: 'steps', steps: checks.standing() }),
    async run(cellId, how) {
      if (how.starts && !(await seated())) return undefined;
      return live.check(cellId, how);
    },
  });

  /** Drafts come with every key: the live deck takes them when something runs. */
  const takeEdits = () => {
    if (edited) live.update(withEdits(deck, edits.all()), recordsOf());
    edited = false;
  };

  const seatMessage = (): WorkshopMessage => ({
    type: 'seat',
    ...seat.place(),
    limits: deck.settings.limits,
    ...(lost === undefined ? {} : { ended: lost }),
  });
  const seat = seats.open((place) => {
    if (place.state !== 'none') lost = undefined;
    tell(seatMessage());
  });
  const startClock = () => {
    clock ??= startSeatClock({
      ...options.times,
      idleMs: deck.settings.limits.idleMs,
      isBusy: () => live.isBusy(),
      onWarning: (endsInMs) => tell({ type: 'idle', endsInMs }),
      onEnd: (why) => leave(why),
    });
    clock.setAway(present === 0);
    clock.setCrowded(seats.waiting() > 0);
  };
  const offCrowd = seats.onCrowd((crowded) => clock?.setCrowded(crowded));
  let waitingAway: NodeJS.Timeout | undefined;

  /** Waits until the visitor has a seat; false where that was given up. */
  const seated = async (): Promise<boolean> => {
    await ending;
    if (isClosed || !(await seat.take()) || isClosed) return false;
    startClock();
    return true;
  };
  const leave = (why: SeatEnd) => {
    clock?.stop();
    const warned = clock?.warning() !== null && clock !== undefined;
    clock = undefined;
    lost = why === 'left' && seat.place().state === 'waiting' ? 'line' : why;
    for (const cell of asked) tell({ type: 'state', cell, state: 'idle' });
    asked.clear();
    checks.forget();
    if (warned) tell({ type: 'idle', endsInMs: null });
    const end = live.end().finally(() => {
      if (ending === end) ending = undefined;
      forgetIfEmpty();
    });
    ending = end;
    seat.leave(end);
  };
  const forgetIfEmpty = () => {
    if (present === 0 && seat.place().state === 'none' && ending === undefined && !isClosed) onEmpty();
  };
  const noteAway = () => {
    clock?.setAway(present === 0);
    clearTimeout(waitingAway);
    // One who waits and has closed the page keeps the place in line no longer than others wait for a seat.
    if (present === 0 && seat.place().state === 'waiting')
      waitingAway = setTimeout(() => {
        if (seat.place().state === 'waiting') leave('away');
      }, options.times.crowdedAwayMs);
  };

  const runWith = async (cell: string, work: () => Promise<void>) => {
    if (asked.has(cell) || !deck.cells.some(({ id }) => id === cell)) return;
    asked.add(cell);
    if (seat.place().state !== 'ready') tell({ type: 'state', cell, state: 'queued' });
    if (!(await seated()) || !asked.delete(cell)) return;
    clock?.touch();
    checks.giveWay();
    takeEdits();
    await work();
  };
  const keepEdit = (cellId: string, text: string | null, from: unknown) => {
    const cell = deck.cells.find(({ id }) => id === cellId);
    if (!cell || !isEditable(cell)) return;
    const kept = edits.set(cell, text);
    if (kept === 'too-long' || kept === 'too-many')
      return tell({ type: 'notice', text: say(`workshop.${kept}`) });
    if (kept === 'same') return;
    edited = true;
    progress.noteEdit(visitor, deck.name, cellId, edits.all().get(cellId) ?? null);
    clock?.touch();
    const news: WorkshopMessage = { type: 'edit', cell: cellId, text: edits.all().get(cellId) ?? null };
    for (const page of pages) if (page !== from) page(news);
  };
  const editsMessage = (): WorkshopMessage => ({ type: 'edits', edits: Object.fromEntries(edits.all()) });

  return {
    enter() {
      present++;
      progress.noteSeen(visitor);
      noteAway();
      let gone = false;
      return () => {
        if (gone) return;
        gone = true;
        present--;
        noteAway();
        forgetIfEmpty();
      };
    },
    subscribe(page) {
      page(seatMessage());
      page(editsMessage());
      page({ type: 'steps', steps: checks.standing() });
      page({ type: 'terminals', open: live.docks() });
      const endsInMs = clock?.warning() ?? null;
      if (endsInMs !== null) page({ type: 'idle', endsInMs });
      const unsubscribe = live.subscribe(page);
      for (const cell of asked) page({ type: 'state', cell, state: 'queued' });
      pages.add(page);
      return () => {
        unsubscribe();
        pages.delete(page);
      };
    },
    handle(message, from) {
      if (isClosed) return;
      switch (message.type) {
        case 'run':
          return void runWith(message.cell, () => live.run(message.cell));
        case 'restore':
          return void runWith(message.cell, async () => {
            checks.forget();
            await live.restore(message.cell);
          });
        case 'cancel':
          if (asked.delete(message.cell)) tell({ type: 'state', cell: message.cell, state: 'idle' });
          return live.cancel(message.cell);
        case 'reset':
          clock?.touch();
          checks.forget();
          return void live.reset(message.session);
        case 'edit':
          return keepEdit(message.cell, message.text, from);
        case 'check':
          clock?.touch();
          return checks.ask(message.step);
        case 'extend':
          return clock?.touch();
        case 'leave':
          return seat.place().state === 'none' ? undefined : leave('left');
        case 'close':
          return live.closeDock(message.dock);
      }
    },
    async terminal(wanted) {
      if (!(await seated())) throw new Error(say('workshop.left'));
      clock?.touch();
      if ('dock' in wanted) return live.dock(wanted.dock);
      takeEdits();
      return live.terminal(wanted.cell);
    },
    whyNoTerminal: () => (seat.place().state === 'none' ? say('workshop.terminal-gone') : undefined),
    typed(bytes) {
      clock?.touch();
      if (bytes.includes(enter)) checks.tryAfterEntering();
    },
    notice: (text) => tell({ type: 'notice', text }),
    work: () => live.session('main'),
    update(next) {
      ({ deck, records } = next);
      edited = false;
      checks.giveWay();
      live.update(withEdits(deck, edits.all()), recordsOf());
      tell({ type: 'steps', steps: checks.standing() });
      checks.tryAll(afterRunMs);
    },
    async close() {
      isClosed = true;
      clock?.stop();
      clock = undefined;
      clearTimeout(waitingAway);
      offCrowd();
      checks.close();
      pages.clear();
      const closed = live.close();
      seat.leave(closed);
      await closed;
    },
  };
}
