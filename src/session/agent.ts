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

/** Bytes that a file may have which the agent reads. */
export const fileLimitBytes = 4 << 20;

/** What is asked for of the writable layer: all but the store's entries; or of those what was not packed before. */
export interface PackSpec {
  readonly what: 'state' | 'store';
  /** Number of the pack whose entries of the store are not wanted again; 0 for what the session began with. */
  readonly since: number | 'nothing';
  readonly onData: (bytes: Buffer) => void;
}

/** A tar of the session's own, whose output comes as far as it is granted. */
export interface AgentPack {
  /** `none` of the store is new, and nothing comes; there is `more` of it; or `all` comes, for some of it has changed. */
  readonly changes: 'none' | 'more' | 'all';
  /** The pack's number, to be given as `since`. */
  readonly number: number;
  /** Status 0: everything has come, and was as it is while it was read. */
  readonly ended: Promise<TerminalExit>;
  grant(bytes: number): void;
  /** Ends it, with signal 9. */
  cancel(): void;
}

export interface Agent {
  openTerminal(spec: TerminalSpec): Promise<AgentTerminal>;
  pack(spec: PackSpec): Promise<AgentPack>;
  /** Names of the commands that run beside the chain's shell and the terminals, sorted. */
  jobs(): Promise<readonly string[]>;
  /** Writes a file below the work folder, whole or not at all; rejects with the reason in the reader's words. */
  writeFile(path: string, content: string): Promise<void>;
  readFile(path: string): Promise<string>;
  /** The same as bytes; of a file in `/run/piste` that is larger than `fileLimitBytes`, the beginning and more than that. */
  readBytes(path: string): Promise<Buffer>;
}

/** A failure inside the session that the agent reports: no room, no such file, a link in the way. */
export class SessionFileError extends Error {
  /** There is no such file, or no such folder. */
  get isMissing(): boolean {
    return /: no such (?:file|folder)/i.test(this.message);
  }
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
    async pack({ what, since, onData }) {
      const id = ++lastChannel;
      let end: (exit: TerminalExit) => void = () => {};
      const ended = new Promise<TerminalExit>((done) => {
        end = done;
      });
      channels.set(id, { onData, onConsumed: () => {}, onEnd: end });
      const reply = await ask(toAgent.pack, id, `${what}\0${since}`).catch((error: unknown) => {
        channels.delete(id);
        throw error;
      });
      const [said, number] = reply.toString().split('\0');
      const changes = said === 'more' || said === 'all' ? said : 'none';
      if (changes === 'none') {
        channels.delete(id);
        end({ status: 0, signal: 0 });
      }
      return {
        changes,
        number: Number(number),
        ended,
        grant: (bytes) => send(toAgent.credit, id, credit(bytes)),
        cancel() {
          if (!channels.delete(id)) return;
          send(toAgent.close, id);
          end({ status: 0, signal: 9 });
        },
      };
    },
    async jobs() {
      const names = (await ask(toAgent.jobs, ++lastChannel, '')).toString();
      // Programs choose their names, and these go to a page.
      return names === '' ? [] : names.split('\0').map((name) => name.replace(/[^\x20-\x7e]/g, '?'));
    },
    async writeFile(path, content) {
      await ask(toAgent.write, ++lastChannel, `${path}\0${content}`);
    },
    async readFile(path) {
      return (await ask(toAgent.read, ++lastChannel, path)).toString();
    },
    readBytes: (path) => ask(toAgent.read, ++lastChannel, path),
  };
}
