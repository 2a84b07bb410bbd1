import { formatDuration } from '../cells/duration.ts';
import type { Phrases } from './phrases.ts';

/** What is said of a record: when it was made, in seconds since 1970, and what it came to. */
export interface RecordedRun {
  readonly recordedAt: number;
  /** Null where the program had none, for it was ended. */
  readonly exit: number | null;
  readonly durationMs: number;
}

/** `recorded 21 Nov 2026`: the day in UTC, the same for all who read it. */
export function recordedOn({ recordedAt }: Pick<RecordedRun, 'recordedAt'>, { say }: Phrases): string {
  const at = new Date(recordedAt * 1000);
  // Not by `Intl`: browsers and Node have names of months of their own.
  const month = say('recorded.months').split(' ')[at.getUTCMonth()] ?? '';
  return say('recorded.on', { day: at.getUTCDate(), month, year: at.getUTCFullYear() });
}

/** `recorded 21 Nov 2026 · exit status 1 · 0.4 s`; a status of 0 is not worth a word. */
export function recordedWords(run: RecordedRun, phrases: Phrases): string {
  const exit = run.exit ? [phrases.say('recorded.exit', { exit: run.exit })] : [];
  return [recordedOn(run, phrases), ...exit, spokenDuration(run.durationMs, phrases)].join(' · ');
}

/** A duration as one would say it in a language: `0.4 s`, `0,4 s`. */
export const spokenDuration = (durationMs: number, { say }: Phrases): string =>
  formatDuration(durationMs).replace('.', say('number.point'));
