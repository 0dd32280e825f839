import { randomUUID } from 'node:crypto';
import type { Database, Queries } from '../database/database.ts';
import type { NewPasskey, Passkey, Passkeys } from './credentials.ts';

type Row = {
  id: string;
  credential: string;
  public_key: Uint8Array;
  counter: number;
  added_at: number;
};

const forget = (from: Queries, person: string, id: string): Promise<number> =>
  from.run('DELETE FROM passkeys WHERE person = ? AND id = ?', person, id);

/** Passkeys: nothing of them is a secret. */
export class SqlPasskeys implements Passkeys {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async of(person: string): Promise<Passkey[]> {
    return (await this.#rows(person)).map(({ id, credential, public_key, counter }) => ({
      id,
      credential,
      publicKey: new Uint8Array(public_key),
      counter,
    }));
  }

  async isTaken(credential: string): Promise<boolean> {
    const sql = 'SELECT 1 AS one FROM passkeys WHERE credential = ?';
    return (await this.#db.rows(sql, credential)).length > 0;
  }

  add(
    person: string,
    { credential, publicKey, counter }: NewPasskey,
    replaces?: string,
  ): Promise<boolean> {
    return this.#db.atomically(async (to) => {
      const sql =
        'INSERT INTO passkeys (id, person, credential, public_key, counter, added_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING';
      const values = [randomUUID(), person, credential, publicKey, counter, Date.now()];
      const added = (await to.run(sql, ...values)) === 1;
      if (added && replaces !== undefined) await forget(to, person, replaces);
      return added;
    });
  }

  async remove(person: string, id: string): Promise<void> {
    await forget(this.#db, person, id);
  }

  async spend(person: string, id: string, counter: number): Promise<boolean> {
    const sql =
      'UPDATE passkeys SET counter = ? WHERE person = ? AND id = ? AND (counter < ? OR (counter = 0 AND ? = 0))';
    return (await this.#db.run(sql, counter, person, id, counter, counter)) === 1;
  }

  /** A person's passkeys, and when each was added (Unix ms). */
  async added(person: string): Promise<{ id: string; addedAt: number }[]> {
    return (await this.#rows(person)).map(({ id, added_at }) => ({ id, addedAt: added_at }));
  }

  #rows(person: string): Promise<Row[]> {
    return this.#db.rows<Row>('SELECT * FROM passkeys WHERE person = ? ORDER BY rowid', person);
  }
}
