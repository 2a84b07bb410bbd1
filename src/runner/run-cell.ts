import { isTerminal } from '../cells/cell.ts';
import type { KeyedCell } from '../cells/cell-key.ts';
import { createCellOutput } from '../session/cell-output.ts';
import type { RunResult, Session } from '../session/session.ts';
import { createRecorder } from '../transcript/recorder.ts';
import type { Transcript } from '../transcript/transcript.ts';
import { tryTerminal } from './try-terminal.ts';

/** What a cell came to, and what its terminal got meanwhile. */
export interface CellRun {
  readonly result: RunResult;
  readonly transcript: Transcript;
}

/** Runs one cell in a session and writes down what it does. */
export async function runCell(
  session: Session,
  { cell, key, parts }: KeyedCell,
  options: { readonly nixVersion: string; readonly signal: AbortSignal },
): Promise<CellRun> {
  const { cols, rows } = cell.options;
  const recorder = createRecorder();
  const recordedAt = Math.floor(Date.now() / 1000);
  const output = createCellOutput({ cols, rows }, () => {}, recorder);
  try {
    const result = isTerminal(cell)
      ? await tryTerminal(session, cell, output.sink, () => output.text())
      : await session.run(cell, {
          sink: output.sink,
          signal: options.signal,
          onStep: (command) => recorder.mark(command),
        });
    await output.finish();
    if (result.stdout !== undefined) recorder.stdout(result.stdout);
    const { exit = null, durationMs } = result;
    const events = recorder.events();
    const { nixVersion } = options;
    return {
      result,
      transcript: { key, parts, cols, rows, recordedAt, nixVersion, exit, durationMs, events },
    };
  } finally {
    output.dispose();
  }
}
