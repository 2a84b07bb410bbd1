import { leavesState } from '../cells/cell-key.ts';
import { recordedOn, recordedWords } from '../cells/recorded-words.ts';
import type { Deck } from '../deck/deck.ts';
import { escapeHtml } from '../html/escape.ts';
import type { CellRecord, PageRecords } from '../records/page-records.ts';
import type { Transcript } from '../transcript/transcript.ts';

/** What is recorded of a cell, as a page needs it. */
export interface RecordedCell {
  readonly record: CellRecord;
  /** How many lines it printed, for a page to keep room for. */
  readonly lineCount?: number;
  /** The output at its end, on a page that shows it from the start: lines and picture are finished HTML. */
  readonly shown: { readonly lines: readonly string[]; readonly picture: string | null } | undefined;
  /** What the cell's status says, where that is another than when it was recorded. */
  readonly words?: string;
  /** How the run ended that is told of, where it is one and no record that stands for one. */
  readonly ran?: 'ok' | 'failed' | 'error' | 'cancelled';
}

/** The records of a deck's cells by their ids; with the outputs themselves on a page that `shows` them. */
export async function recordedCellsOf(
  deck: Deck,
  records: PageRecords | undefined,
  shows: boolean,
): Promise<ReadonlyMap<string, RecordedCell>> {
  const recorded = new Map<string, RecordedCell>();
  // A terminal's record is of use to who compares it, and nothing to be played: it is typed in by hand.
  for (const { id } of deck.cells.filter(leavesState)) {
    const record = records?.of(id);
    if (!record) continue;
    const lineCount = linesPrinted(records?.transcript(id)?.events ?? []);
    recorded.set(id, { record, lineCount, shown: shows ? await records?.final(id) : undefined });
  }
  return recorded;
}

/** More than a slide has room for need not be counted. */
const mostLines = 40;

/** About how many lines an output has at its end: what a program wrote over is counted too. */
function linesPrinted(events: Transcript['events']): number {
  let lines = 0;
  for (const { kind, data } of events) {
    if (kind !== 'output') continue;
    lines += data.split('\n').length - 1;
    if (lines >= mostLines) return mostLines;
  }
  return Math.max(1, lines);
}

/** What the figure of a cell says of its record, for the client. */
export function recordAttributes({
  record,
  lineCount,
}: RecordedCell): Readonly<Record<string, string | number | undefined>> {
  return {
    'data-record': record.key,
    'data-recorded-at': new Date(record.recordedAt * 1000).toISOString(),
    'data-recorded-ms': record.durationMs,
    'data-recorded-exit': record.exit ?? undefined,
    'data-recorded-lines': lineCount,
  };
}

/** The words of a cell's status, as the client writes them. */
export const recordedStatusHtml = ({ record, words = recordedWords(record) }: RecordedCell): string =>
  `<span class="words">${escapeHtml(words)}</span>`;

/** The mark of an output that is a record. */
export const recordedMark = ({ record }: RecordedCell): string => recordedOn(record);

/** The inside of an output as the client makes it. */
export function recordedOutputHtml({ shown }: RecordedCell): string {
  if (!shown) return '';
  const lines = shown.lines.map((line) => `<div class="line">${line}\n</div>`).join('');
  const picture = shown.picture === null ? '' : `<div class="picture-place">${shown.picture}</div>`;
  return `${lines === '' ? '' : `<pre>${lines}</pre>`}${picture}`;
}
