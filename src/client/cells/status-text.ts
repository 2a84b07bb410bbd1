import type { CellStatus } from '../../serve/protocol.ts';

/** What the reader is told about a cell; `ticking` is the part that changes each second and is not read aloud. */
export interface StatusText {
  readonly text: string;
  readonly ticking?: string;
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
      return { text: `recorded${recordedExit(status.exit)}${took(status.durationMs)}` };
  }
}

/** `0.4 s`, `12 s`, `3 min 5 s`: as exact as one would say it. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 950) return `${(Math.max(durationMs, 0) / 1000).toFixed(durationMs < 95 ? 2 : 1)} s`;
  const seconds = durationMs / 1000;
  if (seconds < 9.5 && !Number.isInteger(seconds)) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

function took(durationMs: number | undefined): string {
  return durationMs === undefined ? '' : ` ${formatDuration(durationMs)}`;
}

function expectedExit(exit: number | undefined): string {
  return exit ? ` (exit status ${exit}, as expected)` : '';
}

function recordedExit(exit: number | undefined): string {
  return exit ? ` (exit status ${exit})` : '';
}
