import type { DatabaseSync } from 'node:sqlite';
import type { Secrets } from '../secrets.ts';
import { Statements } from './statements.ts';
import type { Channel, Message, Outbox, Queued } from './store.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS outbox (
    id INTEGER PRIMARY KEY, channel TEXT NOT NULL, sealed BLOB NOT NULL, attempts INTEGER NOT NULL,
    due_at INTEGER NOT NULL
  ) STRICT;
`;

/** What is to be sent, sealed: neither its text nor where it goes can be read from the file. */
export class SqliteOutbox implements Outbox {
  readonly #statements: Statements;
  readonly #secrets: Secrets;

  constructor(db: DatabaseSync, secrets: Secrets) {
    this.#statements = new Statements(db);
    this.#secrets = secrets;
    // Whoever had taken a message before is gone: it's due at once. Sent twice is better than half a minute late.
    db.exec(`${schema} UPDATE outbox SET due_at = 0;`);
  }

  /** Puts a message in, as a part of whatever is being written. */
  put(message: Message): void {
    this.#statements.run(
      'INSERT INTO outbox (channel, sealed, attempts, due_at) VALUES (?, ?, 0, ?)',
      message.channel,
      this.#secrets.seal(JSON.stringify(message)),
      Date.now(),
    );
  }

  async take(channel: Channel, leaseSeconds: number): Promise<Queued | undefined> {
    const row = this.#statements
      .of(
        'UPDATE outbox SET attempts = attempts + 1, due_at = ? WHERE id = (SELECT id FROM outbox WHERE channel = ? AND due_at <= ? ORDER BY id LIMIT 1) RETURNING id, sealed, attempts',
      )
      .get(Date.now() + leaseSeconds * 1000, channel, Date.now()) as
      { id: number; sealed: Uint8Array; attempts: number } | undefined;
    if (!row) return undefined;
    const { id, attempts, sealed } = row;
    return { id, attempts, message: this.#opened(sealed) };
  }

  async settle(id: number): Promise<void> {
    this.#statements.run('DELETE FROM outbox WHERE id = ?', id);
  }

  #opened(sealed: Uint8Array): Message | undefined {
    try {
      return JSON.parse(this.#secrets.open(sealed)) as Message;
    } catch {
      return undefined;
    }
  }
}
