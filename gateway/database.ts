// The one SQLite file behind the store, the registrations and the embedded directory.
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

/**
 * Opens a database file that survives a power cut: a write-ahead log that is synced before a call resolves. It can be
 * read by its owner alone, and SQLite makes the files beside it alike.
 */
export const openDatabase = (folder: string): DatabaseSync => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'keyturn.db');
  closeSync(openSync(path, 'a', 0o600));
  const db = new DatabaseSync(path);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;');
  return db;
};

/**
 * Does all of `work` or nothing of it, and gives back what it returns. What it throws is thrown on.
 * (One connection serves both: a transaction that was left open would refuse every later one.)
 */
export const atomically = <T>(db: DatabaseSync, work: () => T): T => {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
};

/** The rows of a query. */
export const rows = <Row>(db: DatabaseSync, sql: string, ...values: SQLInputValue[]): Row[] =>
  db.prepare(sql).all(...values) as Row[];

/** Runs a statement; gives back how many rows it changed. */
export const run = (db: DatabaseSync, sql: string, ...values: SQLInputValue[]): number =>
  Number(db.prepare(sql).run(...values).changes);
