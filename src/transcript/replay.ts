import { createHash } from 'node:crypto';
import { stdoutOf, stdoutText } from './recorder.ts';
import { createScreen, type ScreenChange } from './screen.ts';
import { type CastEvent, stdoutMark, type Transcript } from './transcript.ts';

/** What a terminal of a cell's size shows after some of its events. */
type Recorded = Pick<Transcript, 'cols' | 'rows' | 'events'>;

/** One step of a player: from `at` ms on, lines `from`.. of the output are `lines`, and nothing follows them. */
export type Frame = readonly [at: number, from: number, lines: readonly string[]];

/**
 * The final screen as plain text; below it what a picture was drawn from, all of it, which no screen would hold: its
 * text, or for bytes a line that names them.
 */
export async function textOf(recorded: Recorded): Promise<string> {
  const { events } = recorded;
  const at = events.findIndex(isStdoutMark);
  const screen = await textOfEvents(recorded, at < 0 ? events : events.slice(0, at));
  const stdout = stdoutOf(events);
  return [screen, ...(stdout ? [drawnText(stdout)] : [])].filter((part) => part !== '').join('\n');
}

function drawnText(stdout: Buffer): string {
  const text = stdoutText(stdout);
  if (text !== undefined) return inertText(text).trimEnd();
  const digest = createHash('sha256').update(stdout).digest('hex').slice(0, 16);
  return `[${stdout.length} bytes, sha256 ${digest}]`;
}

/** Whoever prints it has a terminal that must not obey it. */
const inertText = (text: string): string =>
  text.replace(
    /[\0-\x08\x0b-\x1f\x7f-\x9f]/g,
    (one) => `\\x${one.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );

const isStdoutMark = ({ kind, data }: CastEvent): boolean => kind === 'mark' && data === stdoutMark;

/** What each command of a console cell printed, its prompt left out; empty for other cells. */
export async function textsOfSteps(recorded: Recorded): Promise<readonly string[]> {
  const texts: string[] = [];
  const { events } = recorded;
  for (let at = 0; at < events.length; at++) {
    if (events[at]?.kind !== 'mark') continue;
    if (events[at]?.data === stdoutMark) break;
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
      if (isStdoutMark(event)) break;
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
