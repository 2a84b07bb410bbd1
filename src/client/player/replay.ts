import { cellById } from '../cells/cell-elements.ts';
import { patchOutput } from '../cells/cell-output.ts';
import { drawPicture } from '../cells/cell-picture.ts';
import { changeClock, positionAt, speeds, startClock, stepSpeed, waitFor } from './play-clock.ts';
import { playerBar } from './player-bar.ts';
import { changeSettings, playerSettings, shortSilenceMs } from './player-settings.ts';
import { linesOf, type Recording } from './record-source.ts';
import { showEnd } from './show-end.ts';
import { samePlace, stepsBy, type Timeline, timelineOf } from './timeline.ts';

/** The bar moves on at least this often. */
const tickMs = 100;

/** One replay of one cell, from its beginning to its end. */
export interface Replay {
  readonly toggle: () => void;
  readonly changeSpeed: (by: 1 | -1) => void;
  /** Shows the end at once. */
  readonly finish: () => void;
  /** Leaves the output to somebody else, as it is. */
  readonly drop: () => void;
  /** Puts the bar into the cell again, after the page was exchanged. */
  readonly dress: () => void;
}

export interface ReplayEvents {
  readonly ended: () => void;
  /** The output changed; `anew`: it had none before. */
  readonly grown: (anew: boolean) => void;
}

/** Plays a recording as a cell's output, with the timing that it has, in the speed that is set. */
export function startReplay(cell: string, recording: Recording, events: ReplayEvents): Replay {
  const { frames, durationMs } = recording;
  const recorded = timelineOf(
    frames.map(([at]) => at),
    durationMs,
  );
  const short = timelineOf(
    frames.map(([at]) => at),
    durationMs,
    shortSilenceMs,
  );
  const chosen = (): Timeline => (playerSettings().shortSilences ? short : recorded);
  let timeline = chosen();
  let clock = startClock(performance.now(), playerSettings().speed);
  let shown = 0;
  let timer: number | undefined;

  const bar = playerBar(
    {
      toggle: () => toggle(),
      seek(positionMs) {
        clock = changeClock(clock, performance.now(), { positionMs });
        show();
      },
      nextSpeed() {
        const next = stepSpeed(clock.speed, 1);
        setSpeed(next === clock.speed ? (speeds[0] ?? 1) : next);
      },
      toggleSilences() {
        changeSettings({ shortSilences: !playerSettings().shortSilences });
        const next = chosen();
        const positionMs = samePlace(timeline, next, positionAt(clock, performance.now()));
        timeline = next;
        clock = changeClock(clock, performance.now(), { positionMs });
        show();
      },
    },
    short.lengthMs < recorded.lengthMs,
  );

  const close = (): void => {
    window.clearTimeout(timer);
    const hadFocus = bar.element.contains(document.activeElement);
    const figure = cellById(cell);
    figure?.removeAttribute('data-playing');
    bar.element.remove();
    if (hadFocus) figure?.querySelector<HTMLElement>('[data-action="replay"]')?.focus();
    // No late call may bring it back.
    clock = { ...clock, running: false };
  };
  const finish = (): void => {
    close();
    events.grown(showEnd(cell, recording));
    events.ended();
  };
  const showFrames = (count: number): void => {
    if (count === shown) return;
    if (count < shown) events.grown(patchOutput(cell, 0, linesOf(frames.slice(0, count))));
    for (const [, from, lines] of frames.slice(shown, count)) events.grown(patchOutput(cell, from, lines));
    shown = count;
  };
  const show = (): void => {
    window.clearTimeout(timer);
    const positionMs = Math.min(positionAt(clock, performance.now()), timeline.lengthMs);
    if (clock.running && positionMs >= timeline.lengthMs) {
      finish();
      return;
    }
    showFrames(stepsBy(timeline, positionMs));
    const { speed, running } = clock;
    const { shortSilences } = playerSettings();
    bar.show({ positionMs, lengthMs: timeline.lengthMs, speed, running, shortSilences });
    const wait = waitFor(clock, performance.now(), timeline.stepsMs[shown] ?? timeline.lengthMs);
    if (wait !== undefined) timer = window.setTimeout(show, Math.min(wait, tickMs));
  };
  const toggle = (): void => {
    clock = changeClock(clock, performance.now(), { running: !clock.running });
    show();
  };
  const setSpeed = (speed: number): void => {
    changeSettings({ speed });
    clock = changeClock(clock, performance.now(), { speed });
    show();
  };
  const dress = (): void => {
    const figure = cellById(cell);
    // The button that a reader has pressed is about to be out of sight.
    const hadFocus = figure?.querySelector('[data-action="replay"]') === document.activeElement;
    figure?.toggleAttribute('data-playing', true);
    figure?.querySelector('.cell-status')?.before(bar.element);
    if (hadFocus) bar.element.querySelector('button')?.focus();
  };

  patchOutput(cell, 0, []);
  drawPicture(cell, '');
  dress();
  show();
  return {
    toggle,
    changeSpeed: (by) => setSpeed(stepSpeed(clock.speed, by)),
    finish,
    drop: close,
    dress,
  };
}
