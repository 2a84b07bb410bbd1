import { createHash } from 'node:crypto';
import { stdoutOf } from './recorder.ts';
import { createScreen, type ScreenChange } from './screen.ts';
import { type CastEvent, stdoutMark, type Transcript } from './transcript.ts';

/** What a terminal of a cell's size shows after some of its events. */
type Recorded = Pick<Transcript, 'cols' | 'rows' | 'events'>;

/** One step of a player: from `at` ms on, lines `from`.. of the output are `lines`, and nothing follows them. */
export type Frame = readonly [at: number, from: number, lines: readonly string[]];

/** The final screen as plain text, with a line that names a picture which is no text. */
export async function textOf(recorded: Recorded): Promise<string> {
  const text = await textOfEvents(recorded, recorded.events);
  const picture = recorded.events.some(({ data }) => data.startsWith('\x1b]1337;File='))
    ? stdoutOf(recorded.events)
    : undefined;
  if (!picture) return text;
  const digest = createHash('sha256').update(picture).digest('hex').slice(0, 16);
  return [text, `[${picture.length} bytes, sha256 ${digest}]`].filter((line) => line !== '').join('\n');
}

/** What each command of a console cell printed, its prompt left out; empty for other cells. */
export async function textsOfSteps(recorded: Recorded): Promise<readonly string[]> {
  const texts: string[] = [];
  const { events } = recorded;
  for (let at = 0; at < events.length; at++) {
    if (events[at]?.kind !== 'mark' || events[at]?.data === stdoutMark) continue;
    const next = events.findIndex((event, index) => index > at && event.kind === 'mark');
    const own = events.slice(at + 1, next < 0 ? undefined : next);
    const text = await textOfEvents(recorded, own);
    const command = (events[at]?.data ?? '').split('\n').length;
    texts.push(text.split('\n').slice(command).join('\n'));
  }
  return texts;
}

/** The output as a player shows it; what is drawn as a picture is not in it. */
export async function framesOf(recorded: Recorded): Promise<readonly Frame[]> {
  const screen = createScreen(recorded.cols, recorded.rows);
  try {
    const frames: Frame[] = [];
    for (const event of recorded.events) {
      if (event.kind === 'mark' && event.data === stdoutMark) break;
      if (event.kind === 'mark') continue;
      await screen.write(event.data);
      const change: ScreenChange | undefined = screen.takeChange();
      if (change) frames.push([event.at, change.from, change.lines]);
    }
    return frames;
  } finally {
    screen.dispose();
  }
}

/** The last lines of a player's frames: the output as it stands when all is over. */
export function linesOf(frames: readonly Frame[]): readonly string[] {
  return frames.reduce<readonly string[]>((lines, [, from, next]) => [...lines.slice(0, from), ...next], []);
}

async function textOfEvents(size: Recorded, events: readonly CastEvent[]): Promise<string> {
  const screen = createScreen(size.cols, size.rows);
  try {
    for (const { kind, data } of events) if (kind === 'output') await screen.write(data);
    return screen.text();
  } finally {
    screen.dispose();
  }
}
