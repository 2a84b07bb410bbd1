import type { Step } from '../deck/deck-steps.ts';
import type { RunResult } from '../session/session.ts';

/** How a step stands with a visitor. */
export interface StepStanding {
  readonly done: boolean;
  readonly checking?: boolean;
  /** The check that was last asked for did not go well. */
  readonly failed?: boolean;
  readonly hint?: string;
  readonly reason?: string;
}

export interface StepChecksOptions {
  readonly steps: () => readonly Step[];
  readonly isDone: (step: string) => boolean;
  /** A step's checks have all gone well for the first time. */
  readonly onDone: (step: string) => void;
  readonly onChange: () => void;
  readonly run: (
    cellId: string,
    options: { readonly signal: AbortSignal; readonly starts: boolean },
  ) => Promise<RunResult | undefined>;
}

/** Runs the checks of steps, one at a time: those that are asked for, and by themselves those of steps not yet done. */
export interface StepChecks {
  standing(): Readonly<Record<string, StepStanding>>;
  /** The visitor wants to know: whatever comes of it is told. */
  ask(step: string): void;
  /** Something has been done that may have made a step done: they are tried soon, and only what is done is told. */
  tryAll(afterMs: number): void;
  /** A line was entered in a terminal: they are tried in a moment. */
  tryAfterEntering(): void;
  /** A terminal has shown something: they are tried when all terminals have been at rest for a moment, and not too often. */
  tryAtRest(): void;
  /** Something more important wants the session: those that run by themselves end. */
  giveWay(): void;
  /** The deck or its sessions are others. */
  forget(): void;
  close(): void;
}

/** What was entered in a terminal may be on its way for so long; one that has shown nothing for so long is at rest. */
const restMs = 1500;
/** Something that shows itself anew all the time has no more than this share of the machine. */
const betweenRestsMs = 10_000;

export function createStepChecks(options: StepChecksOptions): StepChecks {
  const { steps, isDone, onDone, onChange, run } = options;
  const asked = new Map<string, Omit<StepStanding, 'done' | 'checking'>>();
  const checking = new Set<string>();
  let turn: Promise<void> = Promise.resolve();
  let trying: AbortController | undefined;
  let timer: NodeJS.Timeout | undefined;
  let tryWaits = false;
  let restTimer: NodeJS.Timeout | undefined;
  let lastRest = Number.NEGATIVE_INFINITY;
  const closing = new AbortController();

  /** What the first check that does not go well says; null where all went well, undefined where they did not run. */
  const resultOf = async (step: Step, signal: AbortSignal, starts: boolean) => {
    for (const check of step.checks) {
      const result = await run(check.id, { signal, starts });
      if (!result || result.status === 'cancelled') return undefined;
      if (result.status === 'ok') continue;
      const { hint } = check.options;
      const isOurs = result.status === 'error' || result.timedOut === true;
      return {
        failed: true,
        ...(hint === undefined ? {} : { hint }),
        ...(isOurs && result.reason !== undefined ? { reason: result.reason } : {}),
      };
    }
    return null;
  };
  const noteDone = (step: string) => {
    asked.delete(step);
    if (!isDone(step)) onDone(step);
  };
  const inTurn = (work: () => Promise<void>) => {
    turn = turn.then(work).catch(() => undefined);
  };
  const tryNow = async () => {
    tryWaits = false;
    const abort = new AbortController();
    trying = abort;
    const signal = AbortSignal.any([abort.signal, closing.signal]);
    try {
      for (const step of steps()) {
        if (signal.aborted) return;
        if (isDone(step.id) || (await resultOf(step, signal, false)) !== null) continue;
        noteDone(step.id);
        onChange();
      }
    } finally {
      if (trying === abort) trying = undefined;
    }
  };
  const tryInTurn = () => {
    if (!tryWaits) inTurn(tryNow);
    tryWaits = true;
  };
  const allDone = () => steps().every(({ id }) => isDone(id));
  const tryAll = (afterMs: number) => {
    if (closing.signal.aborted || allDone()) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      tryInTurn();
    }, afterMs);
    timer.unref();
  };
  const giveWay = () => trying?.abort();

  return {
    standing: () =>
      Object.fromEntries(
        steps().map(({ id }) => [
          id,
          { done: isDone(id), ...(checking.has(id) ? { checking: true } : {}), ...asked.get(id) },
        ]),
      ),
    ask(id) {
      const step = steps().find((one) => one.id === id);
      if (!step || checking.has(id) || closing.signal.aborted) return;
      const gaveWay = trying !== undefined;
      giveWay();
      checking.add(id);
      onChange();
      inTurn(async () => {
        const result = await resultOf(step, closing.signal, true).finally(() => checking.delete(id));
        if (result === null) noteDone(id);
        else if (result) asked.set(id, result);
        onChange();
      });
      if (gaveWay) tryInTurn();
    },
    tryAll,
    tryAfterEntering() {
      clearTimeout(restTimer);
      lastRest = Number.NEGATIVE_INFINITY;
      tryAll(restMs);
    },
    tryAtRest() {
      // What is due sees it too.
      if (timer !== undefined || closing.signal.aborted) return;
      clearTimeout(restTimer);
      const waitMs = Math.max(restMs, lastRest + betweenRestsMs - performance.now());
      restTimer = setTimeout(() => {
        if (allDone()) return;
        lastRest = performance.now();
        tryInTurn();
      }, waitMs);
      restTimer.unref();
    },
    giveWay,
    forget() {
      giveWay();
      asked.clear();
    },
    close() {
      clearTimeout(timer);
      clearTimeout(restTimer);
      closing.abort();
    },
  };
}
