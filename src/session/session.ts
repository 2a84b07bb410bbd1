import { applyPatch } from '../cells/apply-patch.ts';
import type { Cell } from '../cells/cell.ts';
import { type CellAction, commandOf } from '../cells/command.ts';
import { formatBytes } from '../cells/quantities.ts';
import type { Limits } from '../deck/deck.ts';
import type { Engine, Restore, Sandbox } from '../engine/engine.ts';
import { type Environment, readOffersText } from '../environment/environment.ts';
import { messageOf } from '../errors.ts';
import {
  type Agent,
  type AgentTerminal,
  connectAgent,
  fileLimitBytes,
  SessionFileError,
  type TerminalSpec,
} from './agent.ts';
import { endForeground } from './end-foreground.ts';
import { lackingCommand, lackingPackage, lackingReason, readOffers } from './lacking-package.ts';
import { type Packed, type PackOptions, packSession } from './pack.ts';
import { reasonOf } from './reasons.ts';
import { sessionEnv, workDir } from './session-env.ts';
import { createChainShell, type ScriptEnd, type Sink } from './shell.ts';

/** What a cell came to. `failed` is the cell's fault, `error` is ours. */
export interface RunResult {
  readonly status: 'ok' | 'failed' | 'error' | 'cancelled';
  readonly exit?: number;
  readonly reason?: string;
  readonly durationMs: number;
  /** Whether it was stopped because it ran longer than its time limit. */
  readonly timedOut?: boolean;
  /** What a cell with `show` printed, which is then not on its terminal; at most `fileLimitBytes`. */
  readonly stdout?: Buffer;
}

export interface SessionOptions {
  readonly engine: Engine;
  readonly environment: Environment;
  readonly limits: Limits;
  /** Whether its cells may run containers; not unless said. */
  readonly containers?: boolean;
  /** What it begins with, instead of an empty writable layer and a fresh shell. */
  readonly restore?: Restore;
}

/** Where a cell's output goes, what stops it, and who is told of each command of a console cell before it runs. */
export interface RunOptions {
  readonly sink: Sink;
  readonly signal: AbortSignal;
  readonly onStep?: (command: string) => void;
  /** What jobs in the background print afterwards is not this cell's. */
  readonly aside?: boolean;
}

/** One live sandbox with one chain's shell in it. */
export interface Session {
  /** Runs one cell of the chain; never rejects: whatever goes wrong is in the result. */
  run(cell: Cell, options: RunOptions): Promise<RunResult>;
  /** Opens a terminal of its own, in the folder where the chain's shell is. */
  openTerminal(
    spec: Pick<TerminalSpec, 'argv' | 'cols' | 'rows' | 'onData' | 'onConsumed'>,
  ): Promise<AgentTerminal>;
  writeFile(path: string, content: string): Promise<void>;
  /** A file below the work folder. */
  readFile(path: string): Promise<string>;
  /** Packs what its cells have made, for another session to begin with; not while one runs. See `packSession`. */
  pack(options: PackOptions): Promise<Packed | undefined>;
  /** What it began with. */
  readonly restored?: Restore;
  memoryBytes(): Promise<number | undefined>;
  readonly ended: Promise<{ readonly message: string }>;
  stop(): Promise<void>;
}

/** Passes bytes on and remembers the last of them. */
function keepTail(sink: Sink, limit = 32_768) {
  const kept: Buffer[] = [];
  let length = 0;
  return {
    sink: (bytes: Buffer) => {
      kept.push(bytes);
      length += bytes.length;
      // Whole pieces go: nothing is copied while a cell floods.
      while (length - (kept[0]?.length ?? 0) >= limit) length -= kept.shift()?.length ?? 0;
      return sink(bytes);
    },
    text: () => Buffer.concat(kept).subarray(-limit).toString('utf8'),
  };
}

const prompt = (command: string) => Buffer.from(`\x1b[1;36m$\x1b[0m ${command.replaceAll('\n', '\r\n')}\r\n`);

/** Starts a sandbox and waits until its agent is there. Throws `RunError` or `MachineError`. */
export async function startSession(options: SessionOptions): Promise<Session> {
  const { environment, limits, containers = false, restore } = options;
  const restored = restore === undefined ? {} : { restore };
  const sandbox = await options.engine.start({ environment, limits, containers, ...restored });
  try {
    return sessionIn(sandbox, await connectAgent(sandbox), options);
  } catch (error) {
    await sandbox.stop();
    throw error;
  }
}

function sessionIn(
  sandbox: Sandbox,
  agent: Agent,
  { limits, environment, containers = false, restore }: Omit<SessionOptions, 'engine'>,
): Session {
  const shell = createChainShell(agent, sessionEnv('cell', { containers }), workDir, {
    restored: restore !== undefined,
  });
  let gone = false;
  void sandbox.ended.then(() => {
    gone = true;
  });

  // The file is the session's, and counts against its disk: it is emptied as soon as it is read.
  const takeStdout = async (path: string): Promise<Buffer | undefined> => {
    try {
      return await agent.readBytes(path);
    } catch (error) {
      if (error instanceof SessionFileError) return undefined;
      throw error;
    } finally {
      await agent.writeFile(path, '').catch(() => {});
    }
  };

  const runScripts = async (
    cell: Cell,
    { steps, stdout: stdoutPath }: Extract<CellAction, { type: 'shell' }>,
    { sink, signal, onStep, aside = false }: RunOptions,
  ): Promise<RunResult> => {
    const started = performance.now();
    const tail = keepTail(sink);
    const [killsBefore, refusalsBefore] = await Promise.all([
      sandbox.memoryKills(),
      sandbox.processRefusals(),
    ]);
    const timeout = AbortSignal.timeout(cell.options.timeoutMs);
    const stop = AbortSignal.any([signal, timeout]);
    let end: ScriptEnd = { status: 0 };
    for (const { echo, script } of steps) {
      if (stop.aborted) break;
      if (echo !== undefined) {
        onStep?.(echo);
        await tail.sink(prompt(echo));
      }
      const running = shell.run(script, {
        sink: tail.sink,
        cols: cell.options.cols,
        rows: cell.options.rows,
        aside,
      });
      const interrupt = () => void endForeground(shell, running);
      stop.addEventListener('abort', interrupt, { once: true });
      const stepEnd = await running.finally(() => stop.removeEventListener('abort', interrupt));
      // The first command that fails decides: a later one that goes well must not hide it.
      if (end.status === 0 || stepEnd.shellEnded) end = stepEnd;
      if (end.shellEnded) break;
    }
    const durationMs = Math.round(performance.now() - started);
    const printed = stdoutPath === undefined || gone ? undefined : await takeStdout(stdoutPath);
    if (signal.aborted) return { status: 'cancelled', exit: end.status, durationMs };
    if (gone) return { status: 'error', reason: 'the session ended while the cell ran', durationMs };
    const tooMuch = printed !== undefined && printed.length > fileLimitBytes;
    const stdout = printed === undefined || tooMuch ? {} : { stdout: printed };
    const [kills, refusals] = await Promise.all([sandbox.memoryKills(), sandbox.processRefusals()]);
    const reason = reasonOf({
      end,
      expect: cell.options.expect,
      timedOutAfterMs: timeout.aborted ? cell.options.timeoutMs : undefined,
      outOfMemory: kills > killsBefore,
      tooManyProcesses: (refusals ?? 0) > (refusalsBefore ?? 0),
      limits,
    });
    if (reason === undefined && tooMuch) {
      const most = `show=${cell.options.show} takes at most ${formatBytes(fileLimitBytes)} of output`;
      return { status: 'failed', exit: end.status, reason: most, durationMs };
    }
    if (reason === undefined) return { status: 'ok', exit: end.status, durationMs, ...stdout };
    const offers = readOffers(await readOffersText(environment));
    const lacking = lackingPackage(tail.text(), offers) ?? lackingCommand(tail.text(), offers);
    return {
      status: 'failed',
      exit: end.status,
      reason: lacking === undefined ? reason : `${reason}; ${lackingReason(lacking, environment.asked)}`,
      durationMs,
      ...(timeout.aborted ? { timedOut: true } : {}),
      ...stdout,
    };
  };

  /** What a file holds; one that is not there yet holds nothing. */
  const textOf = (path: string): Promise<string> =>
    agent.readFile(path).catch((error: unknown) => {
      if (error instanceof SessionFileError && error.isMissing) return '';
      throw error;
    });

  const runFile = async (action: Extract<CellAction, { type: 'write' | 'patch' }>): Promise<RunResult> => {
    const started = performance.now();
    const result = (status: 'ok' | 'failed', reason?: string): RunResult => ({
      status,
      durationMs: Math.round(performance.now() - started),
      ...(reason === undefined ? {} : { reason }),
    });
    try {
      if (action.type === 'write') {
        const before = action.append ? await textOf(action.path) : '';
        await agent.writeFile(action.path, before + action.content);
        return result('ok');
      }
      const patched = applyPatch(await agent.readFile(action.path), action.diff);
      if (!patched.ok) {
        return result(
          'failed',
          `${action.path}:${patched.line}: the patch does not fit\n  expected: ${patched.expected}\n  found:    ${patched.found}`,
        );
      }
      await agent.writeFile(action.path, patched.text);
      return result('ok');
    } catch (error) {
      if (error instanceof SessionFileError) return result('failed', error.message);
      throw error;
    }
  };

  return {
    async run(cell, options) {
      const action = commandOf(cell);
      try {
        if (action.type === 'shell') return await runScripts(cell, action, options);
        if (action.type === 'write' || action.type === 'patch') return await runFile(action);
        return { status: 'ok', durationMs: 0 };
      } catch (error) {
        return { status: 'error', reason: messageOf(error), durationMs: 0 };
      }
    },
    async openTerminal(spec) {
      const cwd = await shell.cwd();
      return agent.openTerminal({
        ...spec,
        cwd,
        env: sessionEnv('terminal', { containers }),
        takesCells: false,
      });
    },
    writeFile: (path, content) => agent.writeFile(path, content),
    readFile: (path) => agent.readFile(path),
    pack: (options) => packSession(agent, shell, options),
    ...(restore === undefined ? {} : { restored: restore }),
    memoryBytes: () => sandbox.memoryBytes(),
    ended: sandbox.ended,
    stop: () => sandbox.stop(),
  };
}
