import { messageOf } from '../errors.ts';
import { type Database, openDatabase } from './progress-database.ts';
import type { Visitor } from './visitors.ts';
import { createWaitingRows, type WaitingRow } from './waiting-rows.ts';

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
  noteEdit(visitor: Visitor, deck: string, cell: string, text: string | null): void;
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
/** Where more waits, it goes on so soon. */
const goOnMs = 50;
/** Rows, and bytes, that are written in one go: others have to be served in between. */
const mostRows = 200;
const mostBytes = 4 << 20;
const dayMs = 86_400_000;
/** What a row takes beside its text. */
const rowBytes = 200;

const bytesOfTexts = `SELECT coalesce(sum(length(CAST(text AS BLOB)) + ${rowBytes}), 0) AS bytes FROM edits`;
const insertVisitor =
  'INSERT INTO visitors VALUES (?1, ?2, ?2) ON CONFLICT DO UPDATE SET last_seen = max(last_seen, ?2)';
const insertStep = 'INSERT OR IGNORE INTO steps VALUES (?, ?, ?, ?)';
const insertEdit = 'INSERT OR REPLACE INTO edits VALUES (?, ?, ?, ?)';
const bytesOfText =
  'SELECT length(CAST(text AS BLOB)) AS bytes FROM edits WHERE visitor = ? AND deck = ? AND cell = ?';
const deleteEdit = 'DELETE FROM edits WHERE visitor = ? AND deck = ? AND cell = ?';
const updateSeen = 'UPDATE visitors SET last_seen = max(last_seen, ?2) WHERE visitor = ?1';

type Write = (database: Database) => void;

/** Opens what is kept in a folder that this process has for itself. */
export function openProgress(options: ProgressOptions): Progress {
  const { dir, say, rememberMs = 30 * dayMs, budgetBytes = 256 << 20 } = options;
  const database = openDatabase(dir, say);
  let timer: NodeJS.Timeout | undefined;
  let troubled = false;
  let saidFull = false;
  /** What all texts take, those that wait among them. */
  let heldBytes = 0;
  let closed = false;
  const waiting = createWaitingRows<Write>(({ moreBytes }) => {
    heldBytes -= moreBytes;
  });

  const lost = (why: string) =>
    say(`what visitors do is not kept just now, and lost when this server ends: ${why}`);
  const trouble = (error: unknown) => {
    if (!troubled) lost(messageOf(error));
    troubled = true;
  };
  const write = (): boolean => {
    const batch = waiting.next(mostRows, mostBytes);
    try {
      database.exec('BEGIN IMMEDIATE');
      for (const one of batch) one.write(database);
      database.exec('COMMIT');
      for (const one of batch) waiting.done(one);
      troubled = false;
      return true;
    } catch (error) {
      // It stays in line: a disk that was full may have room later.
      if (database.inTransaction) database.exec('ROLLBACK');
      trouble(error);
      return false;
    }
  };
  const soon = (ms: number) => {
    timer ??= setTimeout(() => {
      timer = undefined;
      const goesOn = write();
      if (waiting.size > 0) soon(goesOn ? goOnMs : gatherMs);
    }, ms).unref();
  };
  const note = (row: WaitingRow<Write>) => {
    waiting.set(row);
    soon(gatherMs);
  };
  const hasRoom = (row: Pick<WaitingRow<Write>, 'kind' | 'visitor' | 'name'>): boolean => {
    if (closed) return false;
    if (waiting.takes(row)) return true;
    if (row.kind !== 'seen') trouble(new Error('too much waits to be written'));
    return false;
  };
  const bytesOn = (key: readonly string[]): number => {
    try {
      const found = database.get(bytesOfText, [...key])?.bytes;
      return found === undefined ? 0 : Number(found) + rowBytes;
    } catch (error) {
      trouble(error);
      return 0;
    }
  };
  const flush = () => {
    let goesOn = true;
    while (goesOn && waiting.size > 0) goesOn = write();
  };
  const forgetUnseen = () => {
    try {
      database.run('DELETE FROM visitors WHERE last_seen < ?', Date.now() - rememberMs);
      flush();
      if (waiting.size === 0) heldBytes = Number(database.get(bytesOfTexts)?.bytes ?? 0);
      saidFull = false;
    } catch (error) {
      trouble(error);
    }
  };
  forgetUnseen();
  const daily = setInterval(forgetUnseen, dayMs).unref();

  return {
    of(visitor, deck) {
      if (waiting.has(visitor)) flush();
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
      const row = { kind: 'step', visitor, name: ['step', visitor, deck, step].join('\0') } as const;
      if (!hasRoom(row)) return;
      const write: Write = (to) => {
        to.run(insertVisitor, [visitor, now]);
        to.run(insertStep, [visitor, deck, step, now]);
      };
      note({ ...row, write, bytes: rowBytes, moreBytes: 0 });
    },
    noteEdit(visitor, deck, cell, text) {
      const now = Date.now();
      const key = [visitor, deck, cell];
      const row = { kind: 'edit', visitor, name: ['edit', ...key].join('\0') } as const;
      if (!hasRoom(row)) return;
      const waits = waiting.find(row.name);
      const before = waits?.bytes ?? bytesOn(key);
      const bytes = text === null ? 0 : Buffer.byteLength(text) + rowBytes;
      if (bytes > before && heldBytes - before + bytes > budgetBytes) {
        if (!saidFull) lost('the texts of all visitors have filled their room');
        saidFull = true;
        return;
      }
      heldBytes += bytes - before;
      const write: Write = (to) => {
        if (text === null) return void to.run(deleteEdit, key);
        to.run(insertVisitor, [visitor, now]);
        to.run(insertEdit, [...key, text]);
      };
      note({ ...row, write, bytes, moreBytes: (waits?.moreBytes ?? 0) + bytes - before });
    },
    noteSeen(visitor) {
      const now = Date.now();
      const row = { kind: 'seen', visitor, name: ['seen', visitor].join('\0') } as const;
      if (!hasRoom(row)) return;
      note({ ...row, write: (to) => void to.run(updateSeen, [visitor, now]), bytes: 0, moreBytes: 0 });
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
