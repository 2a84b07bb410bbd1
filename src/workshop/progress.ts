import { messageOf } from '../errors.ts';
import { type Database, openDatabase } from './progress-database.ts';
import type { Visitor } from './visitors.ts';

/** What is kept of a visitor's work on one deck. */
export interface DeckProgress {
  readonly steps: ReadonlySet<string>;
  /** The visitor's own texts by their cells. */
  readonly edits: ReadonlyMap<string, string>;
}

/** What is kept of visitors, on disk. A visitor who has done nothing is not in it. */
export interface Progress {
  of(visitor: Visitor, deck: string): DeckProgress;
  noteStep(visitor: Visitor, deck: string, step: string): void;
  /** Keeps a text, in the place of the one before; null: forgets it. */
  noteEdit(
    visitor: Visitor,
    deck: string,
    cell: string,
    text: string | null,
    before: string | undefined,
  ): void;
  noteSeen(visitor: Visitor): void;
  /** Writes what waits to be written. */
  flush(): void;
  close(): void;
}

export interface ProgressOptions {
  readonly dir: string;
  readonly say: (text: string) => void;
  /** How long a visitor who does not come back is remembered; 30 days unless said. */
  readonly rememberMs?: number;
  /** Bytes of all texts of all visitors; 256 MB unless said. */
  readonly budgetBytes?: number;
}

/** What is noted is written together, this long after the first of it. */
const gatherMs = 1000;
/** Rows that are written in one go: others have to be served in between. */
const mostRows = 200;
/** Where the disk takes nothing, no more than this waits for it. */
const mostWaiting = 5000;
const dayMs = 86_400_000;
/** What a row takes beside its text. */
const rowBytes = 200;

const bytesOfTexts = `SELECT coalesce(sum(length(CAST(text AS BLOB)) + ${rowBytes}), 0) AS bytes FROM edits`;
const insertVisitor =
  'INSERT INTO visitors VALUES (?1, ?2, ?2) ON CONFLICT DO UPDATE SET last_seen = max(last_seen, ?2)';
const insertStep = 'INSERT OR IGNORE INTO steps VALUES (?, ?, ?, ?)';
const insertEdit = 'INSERT OR REPLACE INTO edits VALUES (?, ?, ?, ?)';
const deleteEdit = 'DELETE FROM edits WHERE visitor = ? AND deck = ? AND cell = ?';
const updateSeen = 'UPDATE visitors SET last_seen = max(last_seen, ?2) WHERE visitor = ?1';

type Write = (database: Database) => void;

/** Opens what is kept in a folder that this process has for itself. */
export function openProgress(options: ProgressOptions): Progress {
  const { dir, say, rememberMs = 30 * dayMs, budgetBytes = 256 << 20 } = options;
  const database = openDatabase(dir, say);
  /** By what they are about: of two about the same only the later one is carried out. */
  const waiting = new Map<string, Write>();
  let timer: NodeJS.Timeout | undefined;
  let troubled = false;
  let heldBytes = 0;
  let closed = false;

  const trouble = (error: unknown) => {
    if (!troubled)
      say(`what visitors do is not kept just now, and lost when this server ends: ${messageOf(error)}`);
    troubled = true;
  };
  const measure = () => {
    heldBytes = Number(database.get(bytesOfTexts)?.bytes ?? 0);
  };
  const write = (most: number) => {
    const batch = [...waiting].slice(0, most);
    if (batch.length === 0) return;
    try {
      database.exec('BEGIN IMMEDIATE');
      for (const [, one] of batch) one(database);
      database.exec('COMMIT');
      for (const [name, one] of batch) if (waiting.get(name) === one) waiting.delete(name);
      troubled = false;
    } catch (error) {
      // It stays in line: a disk that was full may have room later.
      if (database.inTransaction) database.exec('ROLLBACK');
      trouble(error);
    }
  };
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      write(mostRows);
      if (waiting.size > 0) soon();
    }, gatherMs).unref();
  };
  const note = (name: readonly string[], one: Write) => {
    if (closed) return;
    if (waiting.size >= mostWaiting) return trouble(new Error('too much waits to be written'));
    waiting.set(name.join('\0'), one);
    soon();
  };
  const forgetUnseen = () => {
    try {
      database.run('DELETE FROM visitors WHERE last_seen < ?', Date.now() - rememberMs);
      measure();
    } catch (error) {
      trouble(error);
    }
  };
  const flush = () => {
    let before = 0;
    do {
      before = waiting.size;
      write(mostRows);
    } while (waiting.size > 0 && waiting.size < before);
  };
  forgetUnseen();
  const daily = setInterval(forgetUnseen, dayMs).unref();

  return {
    of(visitor, deck) {
      flush();
      const rows = (sql: string) => {
        try {
          return database.all(sql, [visitor, deck]);
        } catch (error) {
          trouble(error);
          return [];
        }
      };
      return {
        steps: new Set(
          rows('SELECT step FROM steps WHERE visitor = ? AND deck = ?').map(({ step }) => String(step)),
        ),
        edits: new Map(
          rows('SELECT cell, text FROM edits WHERE visitor = ? AND deck = ?').map(({ cell, text }) => [
            String(cell),
            String(text),
          ]),
        ),
      };
    },
    noteStep(visitor, deck, step) {
      const now = Date.now();
      note(['step', visitor, deck, step], (to) => {
        to.run(insertVisitor, [visitor, now]);
        to.run(insertStep, [visitor, deck, step, now]);
      });
    },
    noteEdit(visitor, deck, cell, text, before) {
      const now = Date.now();
      if (before !== undefined) heldBytes -= before.length + rowBytes;
      if (text === null)
        return note(['edit', visitor, deck, cell], (to) => void to.run(deleteEdit, [visitor, deck, cell]));
      if (heldBytes > budgetBytes)
        return trouble(new Error('the texts of all visitors have filled their room'));
      heldBytes += text.length + rowBytes;
      note(['edit', visitor, deck, cell], (to) => {
        to.run(insertVisitor, [visitor, now]);
        to.run(insertEdit, [visitor, deck, cell, text]);
      });
    },
    noteSeen(visitor) {
      const now = Date.now();
      note(['seen', visitor], (to) => void to.run(updateSeen, [visitor, now]));
    },
    flush,
    close() {
      clearTimeout(timer);
      clearInterval(daily);
      flush();
      closed = true;
      database.close();
    },
  };
}
