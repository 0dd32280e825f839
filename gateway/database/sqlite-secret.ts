// Which secret a SQLite file is sealed with: known by a mark that tells nothing about it. With another one nothing in the
// file could be read, every flow in it would be lost, and what is written from then on could be read by neither.
import type { DatabaseSync } from 'node:sqlite';
import { type Entry, sealOf } from '../store/audit.ts';
import type { Sealing } from './schema.ts';

/** The file was sealed with another secret. Nothing in it has been changed. */
export class WrongSecret extends Error {
  override readonly name = 'WrongSecret';
}

type Row = { sealed: Uint8Array | string };

const markOf = ({ mark }: Sealing): string => mark('store', 'secret');

const keptMark = (db: DatabaseSync): string | undefined => {
  const isThere = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'keyturn_secret'").get();
  return isThere && (db.prepare('SELECT mark FROM keyturn_secret').get()?.['mark'] as string);
};

const opens = (secrets: Sealing, { sealed }: Row): boolean => {
  try {
    secrets.open(typeof sealed === 'string' ? Buffer.from(sealed, 'base64') : sealed);
    return true;
  } catch {
    return false;
  }
};

const sealedRows = `
  SELECT * FROM (SELECT sealed FROM totp_secrets LIMIT 10) UNION ALL
  SELECT * FROM (SELECT sealed FROM outbox LIMIT 10) UNION ALL
  SELECT * FROM (SELECT state FROM flows LIMIT 10)`;

const firstEntry = `
  SELECT audit_root.seal AS before, at, event, support_code AS supportCode, username, detail, audit.seal
  FROM audit, audit_root ORDER BY audit.id LIMIT 1`;

// A file from before there was a mark: what is sealed in it tells. One row may be broken, or forged; not all of them.
const fits = (db: DatabaseSync, secrets: Sealing): boolean => {
  const rows = db.prepare(sealedRows).all() as Row[];
  const entry = db.prepare(firstEntry).get() as
    (Entry & Record<'before' | 'seal', string>) | undefined;
  if (rows.length === 0 && !entry) return true;
  if (entry && sealOf(secrets, entry.before, entry) === entry.seal) return true;
  return rows.some((row) => opens(secrets, row));
};

/** Whether the file has the mark of this secret. */
export const hasMark = (db: DatabaseSync, secrets: Sealing): boolean =>
  keptMark(db) === markOf(secrets);

/**
 * Marks the file, within a transaction, unless it was sealed with another secret. `isNew` where it holds no sealed tables.
 * @throws WrongSecret where it was.
 */
export const keepMark = (db: DatabaseSync, secrets: Sealing, isNew: boolean): void => {
  const mark = markOf(secrets);
  const kept = keptMark(db);
  if (kept === mark) return;
  if (kept !== undefined || !(isNew || fits(db, secrets)))
    throw new WrongSecret('the store was sealed with another secret');
  db.exec('CREATE TABLE IF NOT EXISTS keyturn_secret (mark TEXT NOT NULL) STRICT');
  db.prepare('INSERT INTO keyturn_secret VALUES (?)').run(mark);
};
