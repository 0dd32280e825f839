// Brings a SQLite file up to date, whichever Keyturn made it.
import type { DatabaseSync } from 'node:sqlite';
import { sealFormerRows, setFormerAside } from './sqlite-former.ts';
import { type Dialect, type Sealing, upgradeFrom } from './schema.ts';
import { hasMark, keepMark } from './sqlite-secret.ts';

const dialect: Dialect = {
  text: 'TEXT',
  int: 'INTEGER',
  bytes: 'BLOB',
  id: 'INTEGER PRIMARY KEY',
  order: '',
  table: ' STRICT',
  keyed: ' STRICT, WITHOUT ROWID',
};

const versionOf = (db: DatabaseSync): number =>
  (db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;

const upgrade = (db: DatabaseSync, secrets: Sealing): void => {
  // Another process may have been faster.
  const version = versionOf(db);
  const { sql, to } = upgradeFrom(version, dialect);
  keepMark(db, secrets, version === 0);
  const former = version === 0 ? setFormerAside(db) : undefined;
  db.exec(sql);
  if (former) sealFormerRows(db, secrets, former);
  db.exec(`PRAGMA user_version = ${to}`);
};

/**
 * Brings the tables to the newest version: all of it or nothing, and one process at a time.
 * @throws Error for a file that a newer Keyturn has used, WrongSecret for one that was sealed with another secret.
 */
export const bringUpToDate = (db: DatabaseSync, secrets: Sealing): void => {
  const version = versionOf(db);
  if (upgradeFrom(version, dialect).to === version && hasMark(db, secrets)) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    upgrade(db, secrets);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
};
