import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { atomically, rows, run } from '../database.ts';
import type { NewPasskey, Passkey, Passkeys } from './credentials.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS passkeys (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, credential TEXT NOT NULL UNIQUE, public_key BLOB NOT NULL,
    counter INTEGER NOT NULL, added_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS passkeys_by_person ON passkeys (person);
`;

type Row = {
  id: string;
  credential: string;
  publicKey: Uint8Array;
  counter: number;
  addedAt: number;
};

/** Passkeys: nothing of them is a secret. */
export class SqlitePasskeys implements Passkeys {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    db.exec(schema);
  }

  async of(person: string): Promise<Passkey[]> {
    return this.#rows(person).map(({ id, credential, publicKey, counter }) => ({
      id,
      credential,
      publicKey: new Uint8Array(publicKey),
      counter,
    }));
  }

  async isTaken(credential: string): Promise<boolean> {
    const sql = 'SELECT 1 FROM passkeys WHERE credential = ?';
    return rows(this.#db, sql, credential).length > 0;
  }

  async add(
    person: string,
    { credential, publicKey, counter }: NewPasskey,
    replaces?: string,
  ): Promise<boolean> {
    return atomically(this.#db, () => {
      const sql = 'INSERT OR IGNORE INTO passkeys VALUES (?, ?, ?, ?, ?, ?)';
      const values = [randomUUID(), person, credential, publicKey, counter, Date.now()];
      const added = run(this.#db, sql, ...values) === 1;
      if (added && replaces !== undefined) this.#forget(person, replaces);
      return added;
    });
  }

  async remove(person: string, id: string): Promise<void> {
    this.#forget(person, id);
  }

  async spend(person: string, id: string, counter: number): Promise<boolean> {
    const sql =
      'UPDATE passkeys SET counter = ? WHERE person = ? AND id = ? AND (counter < ? OR counter + ? = 0)';
    return run(this.#db, sql, counter, person, id, counter, counter) === 1;
  }

  /** A person's passkeys, and when each was added (Unix ms). */
  added(person: string): { id: string; addedAt: number }[] {
    return this.#rows(person).map(({ id, addedAt }) => ({ id, addedAt }));
  }

  #rows(person: string): Row[] {
    const sql =
      'SELECT id, credential, public_key AS publicKey, counter, added_at AS addedAt FROM passkeys WHERE person = ? ORDER BY rowid';
    return rows<Row>(this.#db, sql, person);
  }

  #forget(person: string, id: string): void {
    run(this.#db, 'DELETE FROM passkeys WHERE person = ? AND id = ?', person, id);
  }
}
