import { leavesState } from '../cells/cell-key.ts';
import type { Deck } from '../deck/deck.ts';
import { escapeHtml } from '../html/escape.ts';
import type { CellRecord, PageRecords } from '../records/page-records.ts';
import type { Transcript } from '../transcript/transcript.ts';
import type { Phrases } from '../words/phrases.ts';
import { recordedOn, recordedWords } from '../words/recorded-words.ts';
import { phrasesOf } from '../words/words.ts';
import { originHtml } from './origin-html.ts';

/** What is recorded of a cell, as a page needs it. */
export interface RecordedCell {
  readonly record: CellRecord;
  /** How many lines it printed, for a page to keep room for. */
  readonly lineCount?: number;
  /** The output at its end, on a page that shows it from the start: lines and picture are finished HTML. */
  readonly shown: { readonly lines: readonly string[]; readonly picture: string | null } | undefined;
  /** What says how it was made, on a page that shows it: finished HTML. */
  readonly origin?: string;
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
  const phrases = phrasesOf(deck.settings.lang);
  // A terminal's record is of use to who compares it, and nothing to be played: it is typed in by hand.
  const told = deck.cells.filter(leavesState).flatMap(({ id }) => {
    const record = records?.of(id);
    return record ? [{ id, record }] : [];
  });
  // Side by side: a screen waits more than it works.
  const recorded = told.map(async ({ id, record }): Promise<[string, RecordedCell]> => {
    const transcript = records?.transcript(id);
    const lineCount = linesPrinted(transcript?.events ?? []);
    const shown = shows ? await records?.final(id) : undefined;
    const origin =
      shown && transcript && originHtml({ cell: id, transcript, nixpkgs: records?.nixpkgs }, phrases);
    return [id, { record, lineCount, shown, ...(origin ? { origin } : {}) }];
  });
  return new Map(await Promise.all(recorded));
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
export const recordedStatusHtml = ({ record, words }: RecordedCell, phrases: Phrases): string =>
  `<span class="words">${escapeHtml(words ?? recordedWords(record, phrases))}</span>`;

/** The mark of an output that is a record. */
export const recordedMark = ({ record }: RecordedCell, phrases: Phrases): string =>
  recordedOn(record, phrases);

/** The inside of an output as the client makes it. */
export function recordedOutputHtml({ shown }: RecordedCell): string {
  if (!shown) return '';
  const lines = shown.lines.map((line) => `<div class="line">${line}\n</div>`).join('');
  const picture = shown.picture === null ? '' : `<div class="picture-place">${shown.picture}</div>`;
  return `${lines === '' ? '' : `<pre>${lines}</pre>`}${picture}`;
}
