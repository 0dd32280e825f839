import { randomUUID } from 'node:crypto';
import type { Database } from '../database/database.ts';
import type { Secrets } from '../secrets.ts';
import type { TotpSecret, TotpSecrets } from './credentials.ts';

type Row = { id: string; sealed: Uint8Array };

/** The secrets of authenticator apps, encrypted. */
export class SqlTotpSecrets implements TotpSecrets {
  readonly #db: Database;
  readonly #secrets: Secrets;

  constructor(db: Database, secrets: Secrets) {
    this.#db = db;
    this.#secrets = secrets;
  }

  async read(person: string): Promise<TotpSecret | undefined> {
    const sql = 'SELECT id, sealed FROM totp_secrets WHERE person = ?';
    const [row] = await this.#db.rows<Row>(sql, person);
    if (!row) return undefined;
    const [owner, secret] = JSON.parse(this.#secrets.open(row.sealed)) as [string, string];
    // A row that was copied to somebody else's name opens nothing.
    return owner === person ? { id: row.id, secret } : undefined;
  }

  async set(person: string, secret: string, step: number): Promise<void> {
    await this.#db.run(
      'INSERT INTO totp_secrets VALUES (?, ?, ?, ?, ?) ON CONFLICT (person) DO UPDATE SET id = excluded.id, sealed = excluded.sealed, last_step = excluded.last_step, added_at = excluded.added_at',
      person,
      randomUUID(),
      this.#secrets.seal(JSON.stringify([person, secret])),
      step,
      Date.now(),
    );
  }

  async remove(person: string): Promise<void> {
    await this.#db.run('DELETE FROM totp_secrets WHERE person = ?', person);
  }

  async spend(person: string, id: string, step: number): Promise<boolean> {
    const sql =
      'UPDATE totp_secrets SET last_step = ? WHERE person = ? AND id = ? AND last_step < ?';
    return (await this.#db.run(sql, step, person, id, step)) === 1;
  }

  /** When a person's app was added (Unix ms). */
  async addedAt(person: string): Promise<number | undefined> {
    const sql = 'SELECT added_at AS at FROM totp_secrets WHERE person = ?';
    return (await this.#db.rows<{ at: number }>(sql, person))[0]?.at;
  }
}
