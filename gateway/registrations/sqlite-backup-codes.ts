import type { DatabaseSync } from 'node:sqlite';
import { atomically, rows, run } from '../database.ts';
import type { Secrets } from '../secrets.ts';
import type { BackupCodes } from './credentials.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS backup_codes (
    person TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (person, hash)
  ) STRICT, WITHOUT ROWID;
`;

/** Backup codes. The key of their hashes isn't in the store, so 40 bits can't be searched in a stolen one. */
export class SqliteBackupCodes implements BackupCodes {
  readonly #db: DatabaseSync;
  readonly #secrets: Secrets;

  constructor(db: DatabaseSync, secrets: Secrets) {
    this.#db = db;
    this.#secrets = secrets;
    db.exec(schema);
  }

  async set(person: string, codes: readonly string[]): Promise<void> {
    atomically(this.#db, () => {
      run(this.#db, 'DELETE FROM backup_codes WHERE person = ?', person);
      for (const code of codes)
        run(this.#db, 'INSERT INTO backup_codes VALUES (?, ?)', person, this.#hash(person, code));
    });
  }

  async has(person: string, code: string): Promise<boolean> {
    const sql = 'SELECT 1 FROM backup_codes WHERE person = ? AND hash = ?';
    return rows(this.#db, sql, person, this.#hash(person, code)).length === 1;
  }

  async spend(person: string, code: string): Promise<boolean> {
    const sql = 'DELETE FROM backup_codes WHERE person = ? AND hash = ?';
    return run(this.#db, sql, person, this.#hash(person, code)) === 1;
  }

  /** How many a person has left. */
  left(person: string): number {
    const sql = 'SELECT count(*) AS n FROM backup_codes WHERE person = ?';
    return rows<{ n: number }>(this.#db, sql, person)[0]!.n;
  }

  #hash(person: string, code: string): string {
    return this.#secrets.mark('backup-code', JSON.stringify([person, code]));
  }
}
