import { limits } from '../../backends/limits.ts';
import type { Atomic, Database, Queries, Transaction } from '../database/database.ts';
import type { FlowState } from '../flow/state.ts';
import type { Secrets } from '../secrets.ts';
import type { ChainState } from './audit.ts';
import { SqlApprovals } from './sql-approvals.ts';
import { SqlAudit } from './sql-audit.ts';
import { SqlOutbox } from './sql-outbox.ts';
import type { AuditEvent, Committed, FlowRow, Guard, Message, Store, Unit } from './store.ts';

type Row = { revision: number; state: string; expires_at: number; support_code: string };

type Count = { count: number; last: number };

// What goes at once of what is over: more than ever comes, and never so much that a beginning waits for it.
const sweepSize = 1000;
const sweepPause = 250; // ms

const countIn = async (from: Queries, counter: string, seconds: number): Promise<Count> => {
  const [row] = await from.rows<{ n: number; last: number | null }>(
    'SELECT count(*) AS n, max(at) AS last FROM hits WHERE counter = ? AND at > ?',
    counter,
    Date.now() - seconds * 1000,
  );
  return { count: row!.n, last: row!.last ?? 0 };
};

const limitIn = async (from: Queries, { seconds, limit, earned }: Guard): Promise<number> =>
  earned ? limit + earned.each * (await countIn(from, earned.counter, seconds)).count : limit;

const reached = async (from: Queries, guard: Guard): Promise<boolean> =>
  (await countIn(from, guard.counter, guard.seconds)).count >= (await limitIn(from, guard));

const putHit = (to: Queries, counter: string, now: number): Promise<number> =>
  to.run('INSERT INTO hits (counter, at) VALUES (?, ?)', counter, now);

// What is asked of a directory and what it has done, and notices. A step before that, which a power cut takes back, is only
// taken once more, with another code: what it proved, and what it cost to fail, is at most a second old.
const isLasting = ({ state }: FlowRow, after: FlowState, { messages = [] }: Unit): boolean =>
  state.at.kind === 'committing' ||
  after.at.kind === 'committing' ||
  messages.some(({ letter }) => letter !== 'code' && letter !== 'approval');

/** The store in a database of either kind. */
export class SqlStore implements Store {
  readonly #db: Database;
  readonly #secrets: Secrets;
  readonly #audit: SqlAudit;
  #swept = 0; // Unix ms
  readonly outbox: SqlOutbox;
  readonly approvals: SqlApprovals;

  /** `auditDays` is how long the audit log goes back. */
  constructor(db: Database, secrets: Secrets, auditDays?: number) {
    this.#db = db;
    this.#secrets = secrets;
    this.#audit = new SqlAudit(db, secrets, auditDays);
    this.outbox = new SqlOutbox(db, secrets);
    this.approvals = new SqlApprovals(db);
  }

  async create(row: FlowRow, unit: Unit): Promise<void> {
    await this.#when(row, row.state, unit).atomically(async (to) => {
      await to.run(
        'INSERT INTO flows VALUES (?, ?, ?, ?, ?)',
        row.key,
        row.revision,
        this.#sealed(row.state),
        row.expiresAt,
        row.supportCode,
      );
      const now = Date.now();
      await this.#sweep(to, now);
      await this.#write(to, unit, row);
      await this.#audit.forget(to, now);
    });
  }

  async find(key: string): Promise<FlowRow | undefined> {
    const [row] = await this.#db.rows<Row>(
      'SELECT * FROM flows WHERE key = ? AND expires_at > ?',
      key,
      Date.now(),
    );
    const state = row && this.#opened(row.state);
    return (
      state && {
        key,
        revision: row.revision,
        state,
        expiresAt: row.expires_at,
        supportCode: row.support_code,
      }
    );
  }

  // In the same order everywhere: counters, the flow, the audit log. So nobody waits for somebody who waits for them.
  commit(row: FlowRow, state: FlowState, unit: Unit): Promise<Committed> {
    const { guard, caps = [], hits = [], clears = [] } = unit;
    const limited = guard ? [guard, ...caps] : caps;
    return this.#when(row, state, unit).atomically(async (to) => {
      await to.lock(...limited.map(({ counter }) => counter), ...hits, ...clears);
      if (guard && (await reached(to, guard))) return 'over';
      for (const cap of caps) if (await reached(to, cap)) return 'capped';
      const moved = await to.run(
        'UPDATE flows SET state = ?, revision = revision + 1 WHERE key = ? AND revision = ?',
        this.#sealed(state),
        row.key,
        row.revision,
      );
      if (moved !== 1) return 'stale';
      await this.#write(to, unit, row);
      return 'done';
    });
  }

  async remove(key: string): Promise<void> {
    await this.#db.soon.run('DELETE FROM flows WHERE key = ?', key);
  }

  count(counter: string, seconds: number): Promise<Count> {
    return countIn(this.#db, counter, seconds);
  }

  async hit(counter: string): Promise<void> {
    await putHit(this.#db.soon, counter, Date.now());
  }

  hitBelow({ counter, seconds, limit }: Guard): Promise<number> {
    return this.#db.soon.atomically(async (to) => {
      await to.lock(counter);
      const { count } = await countIn(to, counter, seconds);
      if (count < limit) await putHit(to, counter, Date.now());
      return count;
    });
  }

  async unhit(counter: string): Promise<void> {
    await this.#db.soon.atomically(async (to) => {
      await to.lock(counter);
      await to.run(
        'DELETE FROM hits WHERE rowid = (SELECT max(rowid) FROM hits WHERE counter = ?)',
        counter,
      );
    });
  }

  async record(
    { supportCode, ...event }: AuditEvent,
    key = '',
    { hits = [], settle }: Pick<Unit, 'hits' | 'settle'> = {},
  ): Promise<void> {
    await this.#db.atomically(async (to) => {
      await to.lock(...hits);
      await this.#write(to, { hits, settle, events: [event] }, { key, supportCode });
    });
  }

  async orphan(id: number, { event, hits }: NonNullable<Message['orphaned']>): Promise<void> {
    await this.#db.atomically(async (to) => {
      await to.lock(...hits);
      const sql = 'UPDATE outbox SET held = NULL WHERE id = ? AND held IS NOT NULL';
      if ((await to.run(sql, id)) === 1)
        await this.#write(to, { hits, events: [event] }, { ...event, key: '' });
    });
  }

  events(limit: number): Promise<(AuditEvent & { at: number })[]> {
    return this.#audit.newest(limit);
  }

  between(from: number, to: number): AsyncIterable<AuditEvent & { at: number }> {
    return this.#audit.between(from, to);
  }

  followAudit(noted?: string): Promise<ChainState> {
    return this.#audit.follow(noted);
  }

  async check(): Promise<void> {
    await this.#db.rows('SELECT 1 AS one');
  }

  close(): Promise<void> {
    return this.#db.close();
  }

  #when(row: FlowRow, after: FlowState, unit: Unit): Atomic {
    return isLasting(row, after, unit) ? this.#db : this.#db.soon;
  }

  // Names that were typed, numbers and addresses that aren't verified yet: none of it can be read from the database.
  #sealed(state: FlowState): string {
    return this.#secrets.seal(JSON.stringify(state)).toString('base64');
  }

  // One that was written with another secret can't go on.
  #opened(sealed: string): FlowState | undefined {
    try {
      return JSON.parse(this.#secrets.open(Buffer.from(sealed, 'base64'))) as FlowState;
    } catch {
      return undefined;
    }
  }

  async #write(
    to: Transaction,
    unit: Unit,
    { key, supportCode }: Pick<FlowRow, 'key' | 'supportCode'>,
  ): Promise<void> {
    const { hits = [], clears = [], messages = [], held = [], approvals = [], events = [] } = unit;
    const now = Date.now();
    for (const counter of clears) await to.run('DELETE FROM hits WHERE counter = ?', counter);
    for (const counter of hits) await putHit(to, counter, now);
    if (unit.settle) await this.outbox.settleHeld(to, key, unit.settle);
    for (const message of messages) await this.outbox.put(to, message);
    for (const message of held) await this.outbox.put(to, message, key);
    for (const approval of approvals) await this.approvals.put(to, approval);
    await this.#audit.enter(
      to,
      events.map((event) => ({ ...event, supportCode, at: now })),
    );
  }

  // Whatever is over goes when something new begins: no timer, and no table read from end to end, so that whoever begins
  // many flows makes none of them slow.
  async #sweep(to: Queries, now: number): Promise<void> {
    if (Math.abs(now - this.#swept) < sweepPause) return;
    this.#swept = now;
    const over = (table: string, key: string, column: string, before: number): Promise<number> =>
      to.run(
        `DELETE FROM ${table} WHERE ${key} IN (SELECT ${key} FROM ${table} WHERE ${column} <= ? LIMIT ${sweepSize} ${this.#db.skipLocked})`,
        before,
      );
    await over('flows', 'key', 'expires_at', now);
    await over('hits', 'rowid', 'at', now - limits.lockTime * 1000);
    await over('approvals', 'key', 'expires_at', now - limits.flowLife * 1000);
  }
}
