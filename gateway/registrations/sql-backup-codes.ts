import type { Database } from '../database/database.ts';
import type { Secrets } from '../secrets.ts';
import type { BackupCodes } from './credentials.ts';

/** Backup codes. The key of their hashes isn't in the database, so 40 bits can't be searched in a stolen one. */
export class SqlBackupCodes implements BackupCodes {
  readonly #db: Database;
  readonly #secrets: Secrets;

  constructor(db: Database, secrets: Secrets) {
    this.#db = db;
    this.#secrets = secrets;
  }

  async set(person: string, codes: readonly string[]): Promise<void> {
    await this.#db.atomically(async (to) => {
      await to.lock(`backup codes of ${person}`);
      await to.run('DELETE FROM backup_codes WHERE person = ?', person);
      for (const code of codes)
        await to.run('INSERT INTO backup_codes VALUES (?, ?)', person, this.#hash(person, code));
    });
  }

  async has(person: string, code: string): Promise<boolean> {
    const sql = 'SELECT 1 AS one FROM backup_codes WHERE person = ? AND hash = ?';
    return (await this.#db.rows(sql, person, this.#hash(person, code))).length === 1;
  }

  async spend(person: string, code: string): Promise<boolean> {
    const sql = 'DELETE FROM backup_codes WHERE person = ? AND hash = ?';
    return (await this.#db.run(sql, person, this.#hash(person, code))) === 1;
  }

  /** How many a person has left. */
  async left(person: string): Promise<number> {
    const sql = 'SELECT count(*) AS n FROM backup_codes WHERE person = ?';
    return (await this.#db.rows<{ n: number }>(sql, person))[0]!.n;
  }

  #hash(person: string, code: string): string {
    return this.#secrets.mark('backup-code', JSON.stringify([person, code]));
  }
}
