import type { Sandbox } from '../engine/engine.ts';
import { RunError } from '../errors.ts';
import { createFrameReader, encodeFrame, type Frame, fromAgent, toAgent } from './frames.ts';

/** How a program in a terminal ended. */
export interface TerminalExit {
  readonly status: number;
  /** Signal's number, 0 for none. */
  readonly signal: number;
}

export interface TerminalSpec {
  readonly argv: readonly string[];
  readonly cols: number;
  readonly rows: number;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** The shell of a chain: it takes cells by `sendCell`. */
  readonly takesCells: boolean;
  readonly onData: (bytes: Buffer) => void;
  /** Called with the bytes of input that the program has taken. */
  readonly onConsumed?: (bytes: number) => void;
}

/** A program on a pseudo-terminal in the session. */
export interface AgentTerminal {
  readonly exited: Promise<TerminalExit>;
  write(bytes: Buffer): void;
  sendCell(script: string): void;
  resize(cols: number, rows: number): void;
  /** Sends a signal, such as `INT`, to the terminal's foreground process group. */
  signal(name: 'INT' | 'TERM' | 'KILL'): void;
  /** Lets the agent send this many more bytes: nothing comes without. */
  grant(bytes: number): void;
  /** Where the program's working directory is. */
  cwd(): Promise<string>;
  /** Hangs up: the program and its foreground job get SIGHUP, then the program SIGKILL. */
  close(): void;
}

export interface Agent {
  openTerminal(spec: TerminalSpec): Promise<AgentTerminal>;
  /** Writes a file below the work folder, whole or not at all; rejects with the reason in the reader's words. */
  writeFile(path: string, content: string): Promise<void>;
  readFile(path: string): Promise<string>;
}

/** A failure inside the session that the agent reports: no room, no such file, a link in the way. */
export class SessionFileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SessionFileError';
  }
}

interface Channel {
  onData(bytes: Buffer): void;
  onConsumed(bytes: number): void;
  onEnd(exit: TerminalExit): void;
}

const credit = (bytes: number) => {
  const payload = Buffer.allocUnsafe(4);
  payload.writeUInt32BE(bytes);
  return payload;
};

/**
 * Speaks to a sandbox's agent; resolves when it is ready. Rejects with `RunError` when the sandbox ends before, with
 * what the runtime said.
 */
export async function connectAgent(sandbox: Sandbox): Promise<Agent> {
  const channels = new Map<number, Channel>();
  /** Questions that wait, by channel; the agent answers those of one channel in their order. */
  const replies = new Map<number, { done(content: Buffer): void; failed(error: Error): void }[]>();
  let lastChannel = 0;
  let over = false;
  const send = (type: number, channel: number, payload?: Buffer | string) => {
    if (!over) sandbox.input.write(encodeFrame(type, channel, payload));
  };
  const ask = (type: number, channel: number, payload: Buffer | string) =>
    new Promise<Buffer>((done, failed) => {
      if (over) return failed(new RunError('the session has ended'));
      replies.set(channel, [...(replies.get(channel) ?? []), { done, failed }]);
      send(type, channel, payload);
    });

  let becomeReady: () => void = () => {};
  const ready = new Promise<void>((done) => {
    becomeReady = done;
  });
  const handle = ({ type, channel, payload }: Frame) => {
    if (type === fromAgent.ready) return becomeReady();
    if (type === fromAgent.reply) {
      const zero = payload.indexOf(0);
      const [waiting, ...rest] = replies.get(channel) ?? [];
      if (rest.length > 0) replies.set(channel, rest);
      else replies.delete(channel);
      const content = payload.subarray(zero + 1);
      if (payload.toString('latin1', 0, zero) === 'ok') waiting?.done(content);
      else waiting?.failed(new SessionFileError(content.toString()));
      return;
    }
    const open = channels.get(channel);
    if (type === fromAgent.data) open?.onData(payload);
    else if (type === fromAgent.credit) open?.onConsumed(payload.readUInt32BE(0));
    else if (type === fromAgent.exit) {
      channels.delete(channel);
      open?.onEnd({ status: payload.readUInt32BE(0), signal: payload.readUInt32BE(4) });
    }
  };
  const read = createFrameReader(handle);
  sandbox.output.on('data', (chunk: Buffer) => {
    try {
      read(chunk);
    } catch {
      // Not our agent's words: something in the session has taken its place.
      void sandbox.stop();
    }
  });
  void sandbox.ended.then(() => {
    over = true;
    for (const channel of channels.values()) channel.onEnd({ status: 0, signal: 9 });
    for (const waiting of [...replies.values()].flat()) waiting.failed(new RunError('the session has ended'));
    channels.clear();
    replies.clear();
  });
  const outcome = await Promise.race([ready.then(() => 'ready' as const), sandbox.ended]);
  if (outcome !== 'ready')
    throw new RunError(`the session did not start: ${outcome.message || 'no reason was given'}`);

  return {
    async openTerminal(spec) {
      const id = ++lastChannel;
      const exited = new Promise<TerminalExit>((done) => {
        channels.set(id, { onData: spec.onData, onConsumed: spec.onConsumed ?? (() => {}), onEnd: done });
      });
      const env = Object.entries(spec.env).map(([key, value]) => `${key}=${value}`);
      const fields = [
        spec.cols,
        spec.rows,
        spec.takesCells ? 1 : 0,
        spec.cwd,
        spec.argv.length,
        ...spec.argv,
        ...env,
      ];
      await ask(toAgent.open, id, fields.join('\0'));
      return {
        exited,
        write: (bytes) => send(toAgent.data, id, bytes),
        sendCell: (script) => send(toAgent.cell, id, script),
        resize(cols, rows) {
          const size = Buffer.allocUnsafe(4);
          size.writeUInt16BE(cols, 0);
          size.writeUInt16BE(rows, 2);
          send(toAgent.resize, id, size);
        },
        signal: (name) => send(toAgent.signal, id, name),
        grant: (bytes) => send(toAgent.credit, id, credit(bytes)),
        cwd: async () => (await ask(toAgent.cwd, id, '')).toString(),
        close: () => send(toAgent.close, id),
      };
    },
    async writeFile(path, content) {
      await ask(toAgent.write, ++lastChannel, `${path}\0${content}`);
    },
    async readFile(path) {
      return (await ask(toAgent.read, ++lastChannel, path)).toString();
    },
  };
}
