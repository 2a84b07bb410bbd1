import { formatDuration } from '../../cells/duration.ts';
import { type RecordedRun, recordedOn, recordedWords } from '../../cells/recorded-words.ts';
import type { CellStatus } from '../../serve/protocol.ts';

/** What the reader is told about a cell; `ticking` is the part that changes each second and is not read aloud. */
export interface StatusText {
  readonly text: string;
  readonly ticking?: string;
  /** What must be seen however long the rest is. */
  readonly recorded?: string;
}

/** Says that what is shown is a record, and which run it stands in for if one could not be had. */
export function recordText(record: RecordedRun, standsFor?: CellStatus): StatusText {
  const text = standsFor && (statusText(standsFor).text || standsFor.reason);
  return text ? { text, recorded: recordedOn(record) } : { text: recordedWords(record) };
}

/** Says a cell's state in words; `elapsedMs` is how long a running cell has been at it. */
export function statusText(status: CellStatus, elapsedMs = 0): StatusText {
  switch (status.state) {
    case 'idle':
      return { text: '' };
    case 'queued':
      return { text: 'waiting for its turn' };
    case 'running':
      // A flash of "0 s" on cells that take no time would only be noise.
      return elapsedMs < 1000
        ? { text: 'running' }
        : { text: 'running', ticking: ` ${formatDuration(elapsedMs)}…` };
    case 'ok':
      return { text: `ok${expectedExit(status.exit)}${took(status.durationMs)}` };
    case 'failed':
      return {
        text: status.reason ?? `failed: exit status ${status.exit ?? 'unknown'}`,
      };
    case 'error':
      return { text: `could not run: ${status.reason ?? 'no reason was given'}` };
    case 'cancelled':
      return {
        text:
          status.reason ??
          `cancelled${status.durationMs === undefined ? '' : ' after'}${took(status.durationMs)}`,
      };
    case 'recorded':
      return { text: 'not run: what it leaves was kept' };
  }
}

function took(durationMs: number | undefined): string {
  return durationMs === undefined ? '' : ` ${formatDuration(durationMs)}`;
}

function expectedExit(exit: number | undefined): string {
  return exit ? ` (exit status ${exit}, as expected)` : '';
}
