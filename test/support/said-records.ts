import type { PageRecords } from '../../src/records/page-records.ts';

/** Records that say this of cells, by their ids: lines are HTML as a page has them. */
export function recordsOf(
  said: Readonly<Record<string, { readonly lines: readonly string[]; readonly exit: number }>>,
): PageRecords {
  return {
    of: (id) => said[id] && { key: id, recordedAt: 1_700_000_000, exit: said[id].exit, durationMs: 100 },
    transcript: () => undefined,
    digest: () => undefined,
    play: async () => undefined,
    final: async (id) => said[id] && { lines: said[id].lines, picture: null },
  };
}
