import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { rows, run } from '../database.ts';
import type { Secrets } from '../secrets.ts';
import type { TotpSecret, TotpSecrets } from './credentials.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS totp_secrets (
    person TEXT PRIMARY KEY, id TEXT NOT NULL, sealed BLOB NOT NULL, last_step INTEGER NOT NULL,
    added_at INTEGER NOT NULL
  ) STRICT;
`;

type Row = { id: string; sealed: Uint8Array };

/** The secrets of authenticator apps, encrypted. */
export class SqliteTotpSecrets implements TotpSecrets {
  readonly #db: DatabaseSync;
  readonly #secrets: Secrets;

  constructor(db: DatabaseSync, secrets: Secrets) {
    this.#db = db;
    this.#secrets = secrets;
    db.exec(schema);
  }

  async read(person: string): Promise<TotpSecret | undefined> {
    const [row] = rows<Row>(
      this.#db,
      'SELECT id, sealed FROM totp_secrets WHERE person = ?',
      person,
    );
    if (!row) return undefined;
    const [owner, secret] = JSON.parse(this.#secrets.open(row.sealed)) as [string, string];
    // A row that was copied to somebody else's name opens nothing.
    return owner === person ? { id: row.id, secret } : undefined;
  }

  async set(person: string, secret: string, step: number): Promise<void> {
    run(
      this.#db,
      'INSERT OR REPLACE INTO totp_secrets VALUES (?, ?, ?, ?, ?)',
      person,
      randomUUID(),
      this.#secrets.seal(JSON.stringify([person, secret])),
      step,
      Date.now(),
    );
  }

  async remove(person: string): Promise<void> {
    run(this.#db, 'DELETE FROM totp_secrets WHERE person = ?', person);
  }

  async spend(person: string, id: string, step: number): Promise<boolean> {
    const sql =
      'UPDATE totp_secrets SET last_step = ? WHERE person = ? AND id = ? AND last_step < ?';
    return run(this.#db, sql, step, person, id, step) === 1;
  }

  /** When a person's app was added (Unix ms). */
  addedAt(person: string): number | undefined {
    return rows<{ at: number }>(
      this.#db,
      'SELECT added_at AS at FROM totp_secrets WHERE person = ?',
      person,
    )[0]?.at;
  }
}
