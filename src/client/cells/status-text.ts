import { formatDuration } from '../../cells/duration.ts';
import type { CellStatus } from '../../serve/protocol.ts';
import type { Phrases } from '../../words/phrases.ts';
import { type RecordedRun, recordedOn, recordedWords, spokenDuration } from '../../words/recorded-words.ts';
import { spoken } from '../words.ts';

/** What the reader is told about a cell; `ticking` is the part that changes each second and is not read aloud. */
export interface StatusText {
  readonly text: string;
  readonly ticking?: string;
  /** What must be seen however long the rest is. */
  readonly recorded?: string;
}

/** Says that what is shown is a record, and which run it stands in for if one could not be had. */
export function recordText(record: RecordedRun, standsFor?: CellStatus, phrases = spoken): StatusText {
  const text = standsFor && (statusText(standsFor, 0, phrases).text || standsFor.reason);
  return text ? { text, recorded: recordedOn(record, phrases) } : { text: recordedWords(record, phrases) };
}

/** Says a cell's state in words; `elapsedMs` is how long a running cell has been at it. */
export function statusText(status: CellStatus, elapsedMs = 0, phrases: Phrases = spoken): StatusText {
  const { say } = phrases;
  const { exit, reason, durationMs } = status;
  const time = durationMs === undefined ? undefined : spokenDuration(durationMs, phrases);
  switch (status.state) {
    case 'idle':
      return { text: '' };
    case 'queued':
      return { text: say('status.queued') };
    case 'running':
      // A flash of "0 s" on cells that take no time would only be noise.
      return elapsedMs < 1000
        ? { text: say('status.running') }
        : { text: say('status.running'), ticking: ` ${formatDuration(elapsedMs)}…` };
    case 'ok': {
      const ok = exit ? say('status.expectedExit', { exit }) : say('status.ok');
      return { text: time === undefined ? ok : `${ok} ${time}` };
    }
    case 'failed':
      return { text: reason ?? say('status.failed', { exit: exit ?? '?' }) };
    case 'error':
      return { text: say('status.error', { reason: reason ?? say('status.noReason') }) };
    case 'cancelled':
      return {
        text:
          reason ?? (time === undefined ? say('status.cancelled') : say('status.cancelledAfter', { time })),
      };
    case 'recorded':
      return { text: say('status.kept') };
  }
}
