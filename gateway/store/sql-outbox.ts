import { randomUUID } from 'node:crypto';
import type { Database, Queries } from '../database/database.ts';
import type { Secrets } from '../secrets.ts';
import type { Channel, Message, Outbox, Queued, Unit } from './store.ts';

type Row = { id: number; sealed: Uint8Array; attempts: number; held: string | null };

// Longer than any directory is waited for; then whoever's password may have been set hears of it all the same.
const longestHold = 120_000; // ms

/**
 * What is to be sent, sealed: neither its text nor where it goes can be read from the database. What is put in is durable;
 * that it went out may be forgotten by a power cut, and then it goes out once more, by the same id.
 */
export class SqlOutbox implements Outbox {
  readonly #db: Database;
  readonly #secrets: Secrets;

  constructor(db: Database, secrets: Secrets) {
    this.#db = db;
    this.#secrets = secrets;
  }

  /** Puts a message in, as a part of whatever is being written; one that a flow holds back is due later. */
  async put(to: Queries, message: Message, holder: string | null = null): Promise<void> {
    await to.run(
      'INSERT INTO outbox (channel, sealed, attempts, due_at, held) VALUES (?, ?, 0, ?, ?)',
      message.channel,
      this.#secrets.seal(JSON.stringify({ ...message, id: randomUUID() })),
      Date.now() + (holder === null ? 0 : longestHold),
      holder,
    );
  }

  /** Lets go of what a flow holds back, or takes it away. */
  async settleHeld(to: Queries, holder: string, how: NonNullable<Unit['settle']>): Promise<void> {
    if (how === 'drop') await to.run('DELETE FROM outbox WHERE held = ?', holder);
    else
      await to.run('UPDATE outbox SET due_at = ?, held = NULL WHERE held = ?', Date.now(), holder);
  }

  async recover(): Promise<void> {
    if (!this.#db.shared) await this.#db.run('UPDATE outbox SET due_at = 0');
  }

  async take(channel: Channel, leaseSeconds: number): Promise<Queued | undefined> {
    const [row] = await this.#db.soon.rows<Row>(
      `UPDATE outbox SET attempts = attempts + 1, due_at = ? WHERE id = (SELECT id FROM outbox WHERE channel = ? AND due_at <= ? ORDER BY id LIMIT 1 ${this.#db.skipLocked}) RETURNING id, sealed, attempts, held`,
      Date.now() + leaseSeconds * 1000,
      channel,
      Date.now(),
    );
    if (!row) return undefined;
    const { id, attempts, sealed, held } = row;
    return { id, attempts, message: this.#opened(sealed), held: held !== null };
  }

  async keep(id: number, leaseSeconds: number): Promise<void> {
    const dueAt = Date.now() + leaseSeconds * 1000;
    await this.#db.soon.run('UPDATE outbox SET due_at = ? WHERE id = ?', dueAt, id);
  }

  depth(): Promise<{ channel: Channel; count: number }[]> {
    return this.#db.rows('SELECT channel, count(*) AS count FROM outbox GROUP BY channel');
  }

  async settle(id: number): Promise<void> {
    await this.#db.soon.run('DELETE FROM outbox WHERE id = ?', id);
  }

  #opened(sealed: Uint8Array): Message | undefined {
    try {
      return JSON.parse(this.#secrets.open(sealed)) as Message;
    } catch {
      return undefined;
    }
  }
}
