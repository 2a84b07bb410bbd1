import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { TerminalServerMessage } from '../../src/serve/protocol.ts';
import {
  type ServeWorkshopOptions,
  serveWorkshop,
  type WorkshopServer,
} from '../../src/serve/workshop/serve-workshop.ts';
import type {
  WorkshopClientMessage,
  WorkshopServerMessage,
} from '../../src/serve/workshop/workshop-protocol.ts';
import { openProgress, type Progress } from '../../src/workshop/progress.ts';
import { createSeats } from '../../src/workshop/seats.ts';
import { realMachinery } from './sessions.ts';

/** A workshop of one deck, `deck`, in a folder of its own. */
export interface TestWorkshop extends AsyncDisposable {
  readonly server: WorkshopServer;
  readonly progress: Progress;
  /** The deck's file. */
  readonly file: string;
  visit(cookie?: string): Promise<Visit>;
}

export interface TestWorkshopOptions
  extends Partial<Pick<ServeWorkshopOptions, 'times' | 'port' | 'onProblems'>> {
  readonly sessions?: number;
  readonly files?: Readonly<Record<string, string>>;
}

export async function openWorkshop(deck: string, options: TestWorkshopOptions = {}): Promise<TestWorkshop> {
  const folder = await mkdtemp(join(tmpdir(), 'piste-workshop-'));
  const data = await mkdtemp(join(tmpdir(), 'piste-workshop-data-'));
  const file = join(folder, 'deck', 'deck.md');
  await writeBeside(file, { 'deck.md': deck, ...options.files });
  const { sessions = 4, port = 0, times, onProblems } = options;
  const progress = openProgress({ dir: data, say: () => {} });
  const server = await serveWorkshop({
    paths: [folder],
    host: '127.0.0.1',
    port,
    machinery: realMachinery,
    seats: createSeats(sessions),
    progress,
    ...(times ? { times } : {}),
    ...(onProblems ? { onProblems } : {}),
  });
  const visits: Visit[] = [];
  return {
    server,
    progress,
    file,
    async visit(cookie) {
      const visit = await openVisit(server.address, 'deck', cookie);
      visits.push(visit);
      return visit;
    },
    async [Symbol.asyncDispose]() {
      for (const visit of visits) visit.leave();
      await server.close();
      progress.close();
      await rm(folder, { recursive: true });
      await rm(data, { recursive: true });
    },
  };
}

async function writeBeside(deck: string, files: Readonly<Record<string, string>>): Promise<void> {
  const { mkdir } = await import('node:fs/promises');
  await mkdir(join(deck, '..'), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(deck, '..', name), text);
}

type Fits = (message: WorkshopServerMessage) => boolean;

/** A visitor's page, without a browser. */
export interface Visit {
  readonly cookie: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly messages: readonly WorkshopServerMessage[];
  send(message: WorkshopClientMessage): void;
  /** The first message, of those that came after the last one that was waited for, that fits. */
  next(fits: Fits): Promise<WorkshopServerMessage>;
  /** Sends, and waits for an answer that comes after it. */
  ask(message: WorkshopClientMessage, fits: Fits): Promise<WorkshopServerMessage>;
  terminal(query: string): Promise<TypedTerminal>;
  /** The code that the server has closed it with. */
  readonly closed: Promise<number>;
  /** Closes the page without a word. */
  leave(): void;
}

export interface TypedTerminal {
  readonly text: () => string;
  type(text: string): void;
  /** Sends a message that is no input. */
  send(message: string): void;
  /** Resolves when this has been printed. */
  printed(pattern: RegExp): Promise<void>;
  readonly told: readonly TerminalServerMessage[];
  /** The code that the server has closed it with. */
  readonly closed: Promise<number>;
  next(fits: (message: TerminalServerMessage) => boolean): Promise<TerminalServerMessage>;
  close(): void;
}

/** The cookie that a page's visitor is given. */
export async function newCookie(address: string, deck = 'deck'): Promise<string> {
  const page = await fetch(`${address}${deck}/article`);
  await page.arrayBuffer();
  return page.headers.get('set-cookie')?.split(';')[0] ?? '';
}

export async function openVisit(address: string, deck: string, known?: string): Promise<Visit> {
  const cookie = known ?? (await newCookie(address, deck));
  const headers = { Origin: address.replace(/\/$/, ''), Cookie: cookie };
  const socket = new WebSocket(`${address.replace('http', 'ws')}live?deck=${deck}`, { headers });
  const messages: WorkshopServerMessage[] = [];
  const changed = watchable(() => messages);
  let seen = 0;
  socket.on('message', (data) => {
    messages.push(JSON.parse(String(data)));
    changed.tell();
  });
  const closed = new Promise<number>((done) => socket.on('close', done));
  await opened(socket);
  const open: TypedTerminal[] = [];
  const next = (fits: Fits) =>
    changed.until(() => {
      const index = messages.findIndex((message, at) => at >= seen && fits(message));
      if (index < 0) return undefined;
      seen = index + 1;
      return messages[index];
    });
  return {
    cookie,
    headers,
    messages,
    closed,
    send: (message) => socket.send(JSON.stringify(message)),
    next,
    ask(message, fits) {
      seen = messages.length;
      socket.send(JSON.stringify(message));
      return next(fits);
    },
    async terminal(query) {
      const terminal = await openTerminal(`${address.replace('http', 'ws')}terminal?${query}`, headers);
      open.push(terminal);
      return terminal;
    },
    leave() {
      socket.terminate();
      for (const terminal of open) terminal.close();
    },
  };
}

async function openTerminal(address: string, headers: Record<string, string>): Promise<TypedTerminal> {
  const socket = new WebSocket(address, { headers });
  const told: TerminalServerMessage[] = [];
  let text = '';
  const changed = watchable(() => [text, told]);
  socket.on('message', (data, isBinary) => {
    if (isBinary) {
      text += String(data);
      socket.send(JSON.stringify({ type: 'ack', bytes: Buffer.isBuffer(data) ? data.length : 0 }));
    } else told.push(JSON.parse(String(data)));
    changed.tell();
  });
  const closed = new Promise<number>((done) => socket.on('close', done));
  await opened(socket);
  return {
    text: () => text,
    told,
    closed,
    send: (message) => socket.send(message),
    type: (typed) => socket.send(Buffer.from(typed)),
    async printed(pattern) {
      await changed.until(() => (pattern.test(text) ? true : undefined));
    },
    next: (fits) => changed.until(() => told.find(fits)),
    close: () => socket.terminate(),
  };
}

/** Long after anything that is waited for has come, on a machine that is busy. */
const patienceMs = 60_000;

/** Resolves with what `found` gives, now or after a later change; fails with `seen` where nothing is found for long. */
function watchable(seen: () => unknown) {
  const waiting = new Set<() => void>();
  return {
    tell() {
      for (const look of [...waiting]) look();
    },
    until: <T>(found: () => T | undefined): Promise<T> =>
      new Promise((done, failed) => {
        const impatience = setTimeout(() => {
          waiting.delete(look);
          failed(new Error(`what was waited for did not come; what came: ${JSON.stringify(seen())}`));
        }, patienceMs);
        const look = () => {
          const value = found();
          if (value === undefined) return;
          waiting.delete(look);
          clearTimeout(impatience);
          done(value);
        };
        waiting.add(look);
        look();
      }),
  };
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((done, failed) => {
    socket.on('open', done);
    socket.on('error', failed);
  });
}

/** Whether a cell has come to a state. */
export const cellIs =
  (cell: string, state: string): Fits =>
  (message) =>
    message.type === 'state' && message.cell === cell && message.state === state;
/** Whether a cell shows this line. */
export const cellShows =
  (cell: string, line: string): Fits =>
  (message) =>
    message.type === 'output' && message.cell === cell && message.lines.includes(line);
export const seatIs =
  (state: string, position?: number): Fits =>
  (message) =>
    message.type === 'seat' && message.state === state && message.position === position;
export const stepIsDone =
  (step: string): Fits =>
  (message) =>
    message.type === 'steps' && message.steps[step]?.done === true;
