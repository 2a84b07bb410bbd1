import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import { messageOf } from '../errors.ts';

export type Database = InstanceType<typeof sqlite.Database>;

/** How the tables came to be what they are: one step for each number that `user_version` has had. */
const migrations: readonly string[] = [
  `CREATE TABLE visitors (
     visitor TEXT PRIMARY KEY,
     first_seen INTEGER NOT NULL,
     last_seen INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE TABLE steps (
     visitor TEXT NOT NULL REFERENCES visitors ON DELETE CASCADE,
     deck TEXT NOT NULL,
     step TEXT NOT NULL,
     done_at INTEGER NOT NULL,
     PRIMARY KEY (visitor, deck, step)
   ) WITHOUT ROWID;
   CREATE TABLE edits (
     visitor TEXT NOT NULL REFERENCES visitors ON DELETE CASCADE,
     deck TEXT NOT NULL,
     cell TEXT NOT NULL,
     text TEXT NOT NULL,
     PRIMARY KEY (visitor, deck, cell)
   ) WITHOUT ROWID;`,
];

/**
 * Opens the database of a folder that this process has for itself. One that is damaged, or from a later version of
 * ours, is moved aside and said, and a new one begun.
 */
export function openDatabase(dir: string, say: (text: string) => void): Database {
  const file = join(dir, 'progress.db');
  // The library locks by a folder, which a killed process leaves; nobody else uses this one.
  rmSync(`${file}.lock`, { recursive: true, force: true });
  try {
    return openWhole(file);
  } catch (error) {
    if (!existsSync(file)) throw error;
    const aside = `${file}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
    renameSync(file, aside);
    // It belongs to the damaged one, and must not be rolled back into the new one.
    if (existsSync(`${file}-journal`)) renameSync(`${file}-journal`, `${aside}-journal`);
    rmSync(`${file}.lock`, { recursive: true, force: true });
    say(
      `what was kept of visitors cannot be read (${messageOf(error)}); it is in ${aside}, and a new file begun`,
    );
    return openWhole(file);
  }
}

function openWhole(file: string): Database {
  const database = new sqlite.Database(file);
  try {
    // Taken once and kept: the library's lock is a folder, and making one takes longer than what is done under it.
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    const [said] = Object.values(database.get('PRAGMA quick_check') ?? {});
    if (said !== 'ok') throw new Error('it is damaged');
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function migrate(database: Database): void {
  const [found] = Object.values(database.get('PRAGMA user_version') ?? {});
  const version = Number(found);
  if (version > migrations.length) throw new Error(`it is from a later version, ${version}`);
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue;
    database.exec(`BEGIN IMMEDIATE; ${sql}; PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
}
