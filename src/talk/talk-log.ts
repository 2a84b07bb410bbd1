import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Deck } from '../deck/deck.ts';
import { deckNameOf } from '../deck/load-deck.ts';
import { slideAt } from '../deck/shown-slides.ts';
import type { CellOutcome } from '../session/chain-options.ts';
import type { TalkEntry, TalkHead } from './talk.ts';

/** Where a page is: reveal's indices, and the source line of its section, which may be that of an output. */
export interface SlidePlace {
  readonly h: number;
  readonly v: number;
  readonly line: number;
}

/** Writes down what happens while a deck is presented, line by line, so that whatever ends it loses no earlier line. */
export interface TalkLog {
  /** The file, once something has happened. */
  readonly file: string | undefined;
  slide(deck: Deck, at: SlidePlace): void;
  cell(deck: Deck, outcome: CellOutcome): void;
  close(): Promise<void>;
}

/** The folder beside a deck that its talks are kept in. */
export const talksDir = (deckFile: string): string => join(dirname(deckFile), 'talks');

export function createTalkLog(deckFile: string, onError: (error: Error) => void): TalkLog {
  let file: string | undefined;
  let stream: WriteStream | undefined;
  let startedAt = 0;
  let shown = '';

  let isLost = false;

  const write = (deck: Deck, entry: TalkEntry) => {
    if (isLost) return;
    try {
      begin(deck);
    } catch (error) {
      isLost = true;
      return onError(error instanceof Error ? error : new Error(String(error)));
    }
    stream?.write(`${JSON.stringify({ ...entry, at: Date.now() - startedAt })}\n`);
  };
  const begin = (deck: Deck) => {
    if (!stream) {
      const now = new Date();
      startedAt = now.getTime();
      const stamp = now.toISOString().slice(0, 19).replaceAll(':', '-');
      mkdirSync(talksDir(deckFile), { recursive: true });
      file = join(talksDir(deckFile), `${deckNameOf(deckFile)}-${stamp}.jsonl`);
      stream = createWriteStream(file, { flags: 'a' }).on('error', onError);
      const head: TalkHead = {
        type: 'talk',
        version: 1,
        deck: deck.name,
        file: basename(deckFile),
        title: deck.settings.title,
        startedAt: Math.floor(startedAt / 1000),
      };
      stream.write(`${JSON.stringify(head)}\n`);
    }
  };

  return {
    get file() {
      return file;
    },
    slide(deck, place) {
      const slide = slideAt(deck, place);
      // Two pages of one talk may show the same.
      if (!slide || shown === `${slide.h}/${slide.v}`) return;
      shown = `${slide.h}/${slide.v}`;
      write(deck, { type: 'slide', at: 0, h: slide.h, v: slide.v, line: slide.line });
    },
    cell(deck, { cell, result, events }) {
      const { cols, rows, show } = cell.options;
      write(deck, {
        type: 'cell',
        at: 0,
        cell: cell.id,
        status: result.status,
        exit: result.exit ?? null,
        ...(result.reason === undefined ? {} : { reason: result.reason }),
        durationMs: result.durationMs,
        cols,
        rows,
        show,
        events: events.map(({ at, kind, data }) => [at / 1000, kind === 'output' ? 'o' : 'm', data]),
      });
    },
    close: () => new Promise((done) => (stream ? stream.end(() => done()) : done())),
  };
}
