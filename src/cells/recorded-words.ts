import { formatDuration } from './duration.ts';

/** What is said of a record: when it was made, in seconds since 1970, and what it came to. */
export interface RecordedRun {
  readonly recordedAt: number;
  /** Null where the program had none, for it was ended. */
  readonly exit: number | null;
  readonly durationMs: number;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `recorded 21 Nov 2026`: the day in UTC, the same for all who read it. */
export function recordedOn({ recordedAt }: Pick<RecordedRun, 'recordedAt'>): string {
  const day = new Date(recordedAt * 1000);
  return `recorded ${day.getUTCDate()} ${months[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
}

/** `recorded 21 Nov 2026 · exit status 1 · 0.4 s`; a status of 0 is not worth a word. */
export function recordedWords(run: RecordedRun): string {
  const exit = run.exit ? [`exit status ${run.exit}`] : [];
  return [recordedOn(run), ...exit, formatDuration(run.durationMs)].join(' · ');
}
