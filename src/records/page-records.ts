import type { CellOptions } from '../cells/cell.ts';
import { keysOfDeck, limitsPart } from '../cells/cell-key.ts';
import type { Deck } from '../deck/deck.ts';
import type { NixpkgsPin } from '../environment/nixpkgs-pin.ts';
import { renderPicture } from '../pictures/render-picture.ts';
import { stdoutOf } from '../transcript/recorder.ts';
import { type Frame, framesOf, linesOf } from '../transcript/replay.ts';
import type { Transcript } from '../transcript/transcript.ts';
import { openRecords } from './deck-records.ts';
import { noRecords } from './no-records.ts';

type Show = CellOptions['show'];

/** What a page says of a cell's record. */
export interface CellRecord {
  readonly key: string;
  /** Seconds since 1970. */
  readonly recordedAt: number;
  readonly exit: number | null;
  readonly durationMs: number;
}

/** A record as a page plays it: the steps of its output, and the picture that stands below at the end. */
export interface PlayedRecord extends CellRecord {
  readonly frames: readonly Frame[];
  readonly picture: string | null;
}

/** What is recorded of a deck's cells as they are now: a record of an older text is none. */
export interface PageRecords {
  /** The hash of the environment that it was recorded in. */
  readonly environment?: string;
  /** What the pages say of the package set of that environment. */
  readonly nixpkgs?: NixpkgsPin;
  of(cellId: string): CellRecord | undefined;
  transcript(cellId: string): Transcript | undefined;
  /** The SHA-256 of a cell's transcript, as the lock has it; undefined where the lock does not name it. */
  digest(cellId: string): string | undefined;
  /** The record of a key, ready to be played. */
  play(key: string): Promise<PlayedRecord | undefined>;
  /** The output as it stands at the end, as lines of finished HTML, and its picture. */
  final(
    cellId: string,
  ): Promise<{ readonly lines: readonly string[]; readonly picture: string | null } | undefined>;
}

/** Opens what is recorded of a deck, in the environment that its lock names. Throws `ConfigError` as the lock does. */
export async function openPageRecords(deck: Deck): Promise<PageRecords> {
  const records = await openRecords(deck.file);
  if (records.environment === undefined) return noRecords;
  const base = { environment: records.environment, limits: limitsPart(deck.settings.limits) };
  const byCell = new Map<string, Transcript>();
  const cellByKey = new Map<string, string>();
  const recorded = [...keysOfDeck(deck.cells, base).values()].filter(({ cell }) => !cell.options.live);
  const transcripts = await Promise.all(recorded.map(({ key }) => records.get(key)));
  for (const [index, { cell, key }] of recorded.entries()) {
    const transcript = transcripts[index];
    if (!transcript) continue;
    byCell.set(cell.id, transcript);
    cellByKey.set(key, cell.id);
  }

  const shows = new Map(deck.cells.map(({ id, options }) => [id, options.show]));
  const play = (cellId: string, transcript: Transcript): Promise<PlayedRecord> =>
    keptPlay(transcript, shows.get(cellId) ?? 'text', deck.settings.lang);

  return {
    environment: base.environment,
    of(cellId) {
      const transcript = byCell.get(cellId);
      return transcript && recordOf(transcript);
    },
    transcript: (cellId) => byCell.get(cellId),
    digest: (cellId) => records.digest(byCell.get(cellId)?.key ?? ''),
    async play(key) {
      const cellId = cellByKey.get(key);
      const transcript = byCell.get(cellId ?? '');
      return cellId === undefined || !transcript ? undefined : play(cellId, transcript);
    },
    async final(cellId) {
      const transcript = byCell.get(cellId);
      if (!transcript) return undefined;
      const { frames, picture } = await play(cellId, transcript);
      return { lines: linesOf(frames), picture };
    },
  };
}

const recordOf = ({ key, recordedAt, exit, durationMs }: Transcript): CellRecord => ({
  key,
  recordedAt,
  exit,
  durationMs,
});

/** A transcript that was not read again is not put on a screen again. */
const plays = new WeakMap<Transcript, Map<string, Promise<PlayedRecord>>>();

function keptPlay(transcript: Transcript, show: Show, lang: string): Promise<PlayedRecord> {
  const known = plays.get(transcript) ?? new Map<string, Promise<PlayedRecord>>();
  // A picture speaks the language of its page.
  const name = `${show} ${lang}`;
  plays.set(transcript, known);
  const kept = known.get(name);
  if (kept !== undefined) return kept;
  const made = playOf(transcript, show, lang);
  known.set(name, made);
  // What was not drawn may have been too slow once, and is tried again.
  const forget = () => known.delete(name);
  made.then(({ picture }) => show !== 'text' && picture === null && forget(), forget);
  return made;
}

async function playOf(transcript: Transcript, show: Show, lang: string): Promise<PlayedRecord> {
  const data = show === 'text' ? undefined : stdoutOf(transcript.events);
  const drawn = show === 'text' || !data ? undefined : await renderPicture(show, data, { lang });
  // What cannot be drawn is shown as what it is: text.
  const events =
    drawn && 'html' in drawn ? transcript.events : transcript.events.filter(({ kind }) => kind === 'output');
  return {
    ...recordOf(transcript),
    frames: await framesOf({ ...transcript, events }),
    picture: drawn && 'html' in drawn ? drawn.html : null,
  };
}
