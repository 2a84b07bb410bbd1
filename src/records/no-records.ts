import type { PageRecords } from './page-records.ts';

/** A deck of which nothing is recorded. */
export const noRecords: PageRecords = {
  of: () => undefined,
  transcript: () => undefined,
  digest: () => undefined,
  play: async () => undefined,
  final: async () => undefined,
};
