import { randomBytes } from 'node:crypto';
import type { Agent, AgentTerminal } from './agent.ts';
import { createMarkReader } from './marks.ts';

/** Bytes that may be on their way from a terminal without having been dealt with. */
export const windowBytes = 256 * 1024;

/** Takes output; a promise holds the producer back until it settles. */
export type Sink = (bytes: Buffer) => Promise<void> | undefined;

/** How one script of a cell ended. */
export interface ScriptEnd {
  readonly status: number;
  /** The shell itself ended: by `exit`, by `set -e`, or killed by this signal's number. */
  readonly shellEnded?: { readonly signal: number };
}

/** A chain's long-lived bash: scripts run in it one after the other and leave their state to the next. */
export interface ChainShell {
  run(
    script: string,
    options: {
      readonly sink: Sink;
      readonly cols: number;
      readonly rows: number;
      /** What jobs in the background print afterwards goes where it went before. */
      readonly aside?: boolean;
    },
  ): Promise<ScriptEnd>;
  /**
   * Has it write down in the session what the next shell can take up, and go on as if nothing had been; false when it
   * could not. A chain that has no shell has nothing to write.
   */
  save(): Promise<boolean>;
  signal(name: 'INT' | 'TERM' | 'KILL'): void;
  cwd(): Promise<string>;
  /** Kills it; the next script gets a new one. */
  kill(): void;
}

/** What the shell takes not for a cell, but for the wish to have its state written down. */
const saveWish = '\x01save';
/** A shell that stands still must not keep the next cell waiting. */
const savePatienceMs = 5000;

const argv = ['/bin/bash', '--noediting', '--rcfile', '/etc/piste/cells.bash', '-i'];

export function createChainShell(
  agent: Agent,
  env: Readonly<Record<string, string>>,
  workDir: string,
  /** Whether the session has been restored: the first shell takes up the state of another. */
  { restored = false }: { readonly restored?: boolean } = {},
): ChainShell {
  let terminal: AgentTerminal | undefined;
  let size = { cols: 0, rows: 0 };
  let sink: Sink | undefined;
  let settle: ((end: ScriptEnd) => void) | undefined;
  /** Scripts that the present shell has been given. */
  let sent = 0;
  /** Settles when the first shell has been opened early, or need not be. */
  let beginning: Promise<void> | undefined;
  /** Whether it has lost the pipe that scripts come by. */
  let deaf = false;

  const open = async (cols: number, rows: number): Promise<AgentTerminal> => {
    const secret = randomBytes(12).toString('hex');
    const read = createMarkReader(secret, {
      onBytes: (bytes) => {
        const held = sink?.(bytes);
        if (held) waits.push(held);
      },
      // A cell can print a mark of its own; one that comes late must not end the cell after it.
      onMark: (status, sequence) => {
        if (sequence === sent) finish({ status });
        // The shell can take no more cells: one that it has been given since was not begun.
        if (sequence === 0) deaf = true;
      },
    });
    let waits: Promise<void>[] = [];
    const opened = await agent.openTerminal({
      argv,
      cols,
      rows,
      cwd: workDir,
      env: { ...env, PISTE_MARK: secret },
      takesCells: true,
      onData: (bytes) => {
        read(bytes);
        const held = waits;
        waits = [];
        if (held.length === 0) opened.grant(bytes.length);
        else void Promise.all(held).then(() => opened.grant(bytes.length));
      },
    });
    size = { cols, rows };
    sent = 0;
    deaf = false;
    opened.grant(windowBytes);
    void opened.exited.then((exit) => {
      if (terminal === opened) terminal = undefined;
      finish({ status: exit.signal ? 128 + exit.signal : exit.status, shellEnded: { signal: exit.signal } });
    });
    return opened;
  };
  const finish = (end: ScriptEnd) => {
    settle?.(end);
    settle = undefined;
  };

  const give: ChainShell['run'] = async (script, options) => {
    const { cols, rows } = options;
    beginning ??= Promise.resolve();
    await beginning;
    terminal ??= await open(cols, rows);
    if (size.cols !== cols || size.rows !== rows) {
      terminal.resize(cols, rows);
      size = { cols, rows };
    }
    // What background jobs print later goes to the last cell, as it would at a prompt.
    const before = sink;
    sink = options.sink;
    const end = await send(terminal, script);
    if (options.aside && sink === options.sink) sink = before;
    return end;
  };
  const send = (to: AgentTerminal, script: string) =>
    new Promise<ScriptEnd>((done) => {
      settle = done;
      sent++;
      to.sendCell(script);
    });

  /** Opens it for what it takes up: its answer comes when it has done so, and gone where the other shell was. */
  const begin = async () => {
    terminal = await open(80, 24);
    await save();
  };
  const save = async () => {
    if (!terminal) return true;
    const timer = setTimeout(() => finish({ status: 1 }), savePatienceMs);
    const end = await send(terminal, saveWish);
    clearTimeout(timer);
    return end.status === 0 && !end.shellEnded;
  };

  return {
    async run(script, options) {
      const end = await give(script, options);
      return end.shellEnded && deaf ? give(script, options) : end;
    },
    async save() {
      await beginning;
      return save();
    },
    signal: (name) => terminal?.signal(name),
    async cwd() {
      if (restored) beginning ??= begin().catch(() => {});
      await beginning;
      return terminal ? terminal.cwd() : workDir;
    },
    kill() {
      deaf = false;
      terminal?.close();
      terminal = undefined;
      finish({ status: 137, shellEnded: { signal: 9 } });
    },
  };
}
