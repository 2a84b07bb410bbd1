import { setTimeout as delay } from 'node:timers/promises';
import type { KeptEnd } from '../transcript/kept-output.ts';
import { createKeptSteps } from '../transcript/kept-steps.ts';
import type { Recorder } from '../transcript/recorder.ts';
import { createScreen, type ScreenChange } from '../transcript/screen.ts';
import type { Sink } from './shell.ts';

/** Shortest time between two changes that are handed out, once the first has been. */
const frameMs = 33;
/** What a producer that has filled its share is held back by, for each chunk: it idles instead of burning a core. */
const floodPauseMs = 20;
/** Bytes that a cell may print before it is taken for a flood. */
const floodBytes = 8 << 20;

/** What one cell has printed: a screen that is fed, bounded, and tells what changed. */
export interface CellOutput {
  readonly sink: Sink;
  /** Puts the end of a cut stream on the screen and hands out the last change. */
  finish(): Promise<void>;
  lines(): readonly string[];
  text(): string;
  dispose(): void;
}

export function createCellOutput(
  size: { cols: number; rows: number },
  onChange: (change: ScreenChange) => void,
  recorder?: Pick<Recorder, 'output' | 'onMark'>,
): CellOutput {
  const screen = createScreen(size.cols, size.rows);
  let kept = createKeptSteps();
  let timer: NodeJS.Timeout | undefined;
  let lastAt = 0;
  let pauseMs = frameMs;
  let disposed = false;
  let printed = 0;
  const emit = () => {
    timer = undefined;
    if (disposed) return;
    const started = performance.now();
    const change = screen.takeChange();
    if (change) onChange(change);
    lastAt = performance.now();
    // A screen that takes long to walk is walked less often: others have to be served too.
    pauseMs = Math.max(frameMs, 4 * (lastAt - started));
  };
  const changed = () => {
    if (timer) return;
    const wait = pauseMs - (performance.now() - lastAt);
    if (wait <= 0) emit();
    else timer = setTimeout(emit, wait);
  };
  const writeEnd = (end: KeptEnd | undefined): Promise<void> => {
    const notice = end && end.notice !== '' ? `\r\n\x1b[0;2;3m${end.notice}\x1b[0m\r\n` : '';
    const rest = end ? Buffer.concat([Buffer.from(notice), end.tail]) : Buffer.alloc(0);
    recorder?.output(rest);
    // Also of nothing: it resolves when all that came before is on the screen.
    return screen.write(rest);
  };
  recorder?.onMark(() => void writeEnd(kept.next()).then(changed));
  return {
    sink(bytes) {
      printed += bytes.length;
      const head = kept.take(bytes);
      if (head.length > 0) {
        recorder?.output(head);
        void screen.write(Buffer.from(head)).then(changed);
      }
      return printed > floodBytes ? delay(floodPauseMs) : undefined;
    },
    async finish() {
      const end = kept.finish();
      // What background jobs print from now on is bounded anew.
      kept = createKeptSteps();
      await writeEnd(end);
      if (timer) clearTimeout(timer);
      emit();
    },
    lines: () => screen.lines(),
    text: () => screen.text(),
    dispose() {
      disposed = true;
      if (timer) clearTimeout(timer);
      screen.dispose();
    },
  };
}

/** An output that is over: what a record ends with. */
export const settledOutput = (lines: readonly string[]): Pick<CellOutput, 'lines' | 'dispose'> => ({
  lines: () => lines,
  dispose() {},
});
