import { spawn as spawnPty } from '@lydell/node-pty';
import { cells } from './bench-deck.ts';
import type { PisteServer } from './piste-server.ts';
import { whenOver } from './releases.ts';
import { type Bench, formatMs } from './row.ts';
import { openSocket } from './socket.ts';
import { median, pairedRatio, percentile } from './stats.ts';

const keys = 500;
const warmUps = 20;
/** So many keys make a line; then Ctrl-C gives a new prompt. */
const lineLength = 50;

/** A terminal that is typed into. */
interface Line {
  type(text: string): void;
  onText(listener: (text: string) => void): void;
  close(): Promise<unknown>;
}

/** Sends `text`; ms until what came back since then matches. */
function answer(line: Line, text: string, pattern: RegExp): Promise<number> {
  return new Promise((done) => {
    let got = '';
    const started = performance.now();
    line.onText((more) => {
      got += more;
      if (!pattern.test(got)) return;
      line.onText(() => {});
      done(performance.now() - started);
    });
    line.type(text);
  });
}

async function openPiste(server: PisteServer): Promise<Line> {
  let listener: (text: string) => void = () => {};
  let start: () => void = () => {};
  const started = new Promise<void>((done) => {
    start = done;
  });
  const query = { deck: 'bench', cell: cells.shell, since: '0' };
  const socket = await openSocket(server, '/terminal', query, function (data, isBinary) {
    if (!isBinary) return start();
    listener(data.toString());
    this.send(JSON.stringify({ type: 'ack', bytes: data.length }));
  });
  const close = whenOver(async () => socket.terminate());
  await started;
  return {
    type: (text) => socket.send(Buffer.from(text)),
    onText(next) {
      listener = next;
    },
    close,
  };
}

function openRaw(): Line {
  const env = { PATH: process.env.PATH, TERM: 'xterm-256color', PS1: '$ ' };
  const pty = spawnPty('/bin/bash', ['--norc', '--noprofile', '-i'], { cols: 80, rows: 24, env });
  const gone = new Promise<void>((done) => {
    pty.onExit(() => done());
  });
  let listener: (text: string) => void = () => {};
  pty.onData((text) => listener(text));
  const close = whenOver(() => {
    pty.kill('SIGKILL');
    return gone;
  });
  return {
    type: (text) => pty.write(text),
    onText(next) {
      listener = next;
    },
    close,
  };
}

const interrupt = '\x03';
const prompt = /\^C[\s\S]*[$#] /;

export const keyEcho = (server: () => Promise<PisteServer>): Bench => ({
  name: 'keys',
  measured:
    'A WebSocket client in Node types into a terminal cell’s bash, one key after the echo of the one before: from ' +
    'the sending of a key until its echo is received. The peer is a raw pty (node-pty) with bash on this machine, in ' +
    'the same process. A key of each in turn.',
  async run() {
    const lines = [await openPiste(await server()), openRaw()] as const;
    const times = lines.map((): number[] => []);
    for (let count = -warmUps; count < keys; count++) {
      const key = String.fromCharCode(97 + ((count + warmUps) % 26));
      for (const [index, line] of lines.entries()) {
        if ((count + warmUps) % lineLength === 0) await answer(line, interrupt, prompt);
        const ms = await answer(line, key, new RegExp(key));
        if (count >= 0) times[index]?.push(ms);
      }
    }
    for (const line of lines) await line.close();
    const [ours = [], theirs = []] = times;
    const p = (values: readonly number[]) =>
      `p50 ${formatMs(median(values))}, p99 ${formatMs(percentile(values, 99))}`;
    return [
      {
        what: 'a key’s echo in the terminal',
        ratio: pairedRatio(ours, theirs),
        ours: p(ours),
        theirs: `${p(theirs)}, raw pty`,
        runs: `${keys} keys`,
        aim: 'p99 under 10 ms',
        met: percentile(ours, 99) < 10,
      },
    ];
  },
});
