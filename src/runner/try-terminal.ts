import type { Cell } from '../cells/cell.ts';
import { formatDuration } from '../cells/duration.ts';
import { messageOf } from '../errors.ts';
import { createLiveTerminal, programOf } from '../session/live-terminal.ts';
import type { RunResult, Session } from '../session/session.ts';
import type { Sink } from '../session/shell.ts';

const pollMs = 20;

/**
 * Opens a terminal or repl cell as a reader would, waits for its prompt with the body typed in, and closes it: nobody
 * is there to press keys, but that it starts can be told.
 */
export async function tryTerminal(
  session: Session,
  cell: Cell,
  sink: Sink,
  text: () => string,
): Promise<RunResult> {
  const started = performance.now();
  const since = () => Math.round(performance.now() - started);
  try {
    const terminal = await createLiveTerminal(session, programOf(cell));
    const attachment = terminal.attach(
      { onData: (bytes) => void sink(bytes), onHold: () => {}, onDropped: () => {} },
      0,
    );
    const prompt = cell.kind === 'repl' ? /nix-repl>/ : /\$ /;
    const typed = cell.kind === 'terminal' ? (cell.body.trimEnd().split('\n').at(-1) ?? '') : '';
    const isReady = () => prompt.test(`${text()} `) && text().replaceAll('\n', '').includes(typed.trim());
    const outcome = await new Promise<'ready' | 'timeout' | number>((done) => {
      const timer = setInterval(() => {
        if (isReady()) done('ready');
        else if (since() > cell.options.timeoutMs) done('timeout');
      }, pollMs);
      void terminal.exited.then(({ status }) => done(status));
      void terminal.exited.finally(() => clearInterval(timer));
    });
    attachment.detach();
    terminal.close();
    if (outcome === 'ready') return { status: 'ok', exit: 0, durationMs: since() };
    const reason =
      outcome === 'timeout'
        ? `no prompt within ${formatDuration(cell.options.timeoutMs)}`
        : `it ended with exit status ${outcome}`;
    return {
      status: 'failed',
      reason,
      durationMs: since(),
      ...(typeof outcome === 'number' ? { exit: outcome } : {}),
    };
  } catch (error) {
    return { status: 'error', reason: messageOf(error), durationMs: since() };
  }
}
