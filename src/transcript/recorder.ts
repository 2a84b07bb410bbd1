import { StringDecoder } from 'node:string_decoder';
import { type CastEvent, stdoutMark } from './transcript.ts';

/** Writes down what a cell's terminal gets while it runs. */
export interface Recorder {
  output(bytes: Uint8Array): void;
  /** Names the command whose output follows. */
  mark(command: string): void;
  /** Whom to call before each mark: what is left to write of the command before it. */
  onMark(listener: () => void): void;
  /** What the cell wrote to its standard output, where that is drawn and not printed. */
  stdout(data: Buffer): void;
  events(): readonly CastEvent[];
}

/** What comes within this time of an event's beginning is part of it: finer than an eye, and files stay small. */
const eventMs = 15;

export function createRecorder(now: () => number = () => performance.now()): Recorder {
  const started = now();
  const events: { at: number; kind: CastEvent['kind']; data: string }[] = [];
  const decoder = new StringDecoder('utf8');
  let beforeMark = () => {};
  const since = () => Math.round(now() - started);
  const add = (data: string) => {
    if (data === '') return;
    const last = events.at(-1);
    const at = since();
    if (last?.kind === 'output' && at - last.at < eventMs) last.data += data;
    else events.push({ at, kind: 'output', data });
  };
  return {
    output: (bytes) => add(decoder.write(Buffer.from(bytes))),
    mark(command) {
      beforeMark();
      // A command of this very word is told from our own mark by a blank.
      const data = command === stdoutMark ? `${command} ` : command;
      events.push({ at: since(), kind: 'mark', data });
    },
    onMark(listener) {
      beforeMark = listener;
    },
    stdout(data) {
      events.push({ at: since(), kind: 'mark', data: stdoutMark });
      events.push({ at: since(), kind: 'output', data: castOfStdout(data) });
    },
    events: () => events.map((event) => ({ ...event })),
  };
}

/** Text as a terminal gets it; anything else as the escape sequence that terminals with pictures draw. */
function castOfStdout(data: Buffer): string {
  const text = stdoutText(data);
  if (text !== undefined) return text.replaceAll('\n', '\r\n');
  return `\x1b]1337;File=inline=1;size=${data.length}:${data.toString('base64')}\x07`;
}

/** Standard output as text: undefined for what is none, such as a picture. */
export const stdoutText = (data: Buffer): string | undefined => {
  const text = data.toString('utf8');
  return !text.includes('\0') && Buffer.from(text, 'utf8').equals(data) ? text : undefined;
};

/** The standard output that a recorder was given; undefined where there was none. */
export function stdoutOf(events: readonly CastEvent[]): Buffer | undefined {
  const at = events.findIndex(({ kind, data }) => kind === 'mark' && data === stdoutMark);
  if (at < 0) return undefined;
  const data = events
    .slice(at + 1)
    .map((event) => event.data)
    .join('');
  const [, base64] = data.match(/^\x1b\]1337;File=[^:]*:([A-Za-z0-9+/=]*)\x07$/) ?? [];
  return base64 === undefined ? Buffer.from(data.replaceAll('\r\n', '\n')) : Buffer.from(base64, 'base64');
}
