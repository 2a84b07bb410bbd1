import type { RecordedRun } from '../../words/recorded-words.ts';

/** What the page says of a cell's record; undefined for a cell without one. */
export function cellRecord(cell: HTMLElement): (RecordedRun & { readonly key: string }) | undefined {
  const { record: key, recordedAt = '', recordedExit, recordedMs } = cell.dataset;
  if (key === undefined) return undefined;
  return {
    key,
    recordedAt: Date.parse(recordedAt) / 1000,
    exit: recordedExit === undefined ? null : Number(recordedExit),
    durationMs: Number(recordedMs),
  };
}

export function hasRecord(cell: HTMLElement): boolean {
  return cell.dataset.record !== undefined;
}
