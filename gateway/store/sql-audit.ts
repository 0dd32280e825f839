import type { Database, Queries, Transaction } from '../database/database.ts';
import type { Secrets } from '../secrets.ts';
import { usualDays } from '../../tenant/phrases.ts';
import { type ChainState, type Entry, followChain, type Sealed, sealOf } from './audit.ts';

const day = 24 * 60 * 60 * 1000; // ms

const page = 1000; // entries that are read at once

type Row = {
  id: number;
  at: number;
  event: string;
  support_code: string;
  username: string | null;
  detail: string | null;
  seal: string;
};

const entryOf = ({ at, event, support_code, username, detail, seal }: Row): Sealed => ({
  at,
  event,
  supportCode: support_code,
  username: username ?? undefined,
  detail: detail ?? undefined,
  seal,
});

// Each seal covers the one before: whoever writes one has the end of the chain to themselves.
const chainEnd = 'audit';

const rootIn = async (from: Queries): Promise<string> =>
  (await from.rows<{ seal: string }>('SELECT seal FROM audit_root WHERE id = 1'))[0]!.seal;

const lastSealIn = async (from: Queries): Promise<string> => {
  const [last] = await from.rows<{ seal: string }>(
    'SELECT seal FROM audit WHERE id = (SELECT max(id) FROM audit)',
  );
  return last?.seal ?? rootIn(from);
};

async function* entriesIn(from: Queries): AsyncGenerator<Sealed> {
  for (let after = -1; ;) {
    const sql = 'SELECT * FROM audit WHERE id > ? ORDER BY id LIMIT ?';
    const rows = await from.rows<Row>(sql, after, page);
    yield* rows.map(entryOf);
    if (rows.length < page) return;
    after = rows.at(-1)!.id;
  }
}

/** The audit log, entry by entry. */
export class SqlAudit {
  readonly #db: Database;
  readonly #secrets: Secrets;

  readonly #life: number; // ms

  /** `days` is how long entries are kept. */
  constructor(db: Database, secrets: Secrets, days = usualDays) {
    this.#db = db;
    this.#secrets = secrets;
    this.#life = days * day;
  }

  /** Enters what happened, as the last thing in whatever is being written: everybody else waits for its end. */
  async enter(to: Transaction, entries: readonly Entry[]): Promise<void> {
    if (entries.length === 0) return;
    await to.lock(chainEnd);
    let last = await lastSealIn(to);
    for (const entry of entries) {
      const { at, event, supportCode, username = null, detail = null } = entry;
      last = sealOf(this.#secrets, last, entry);
      const values = [at, event, supportCode, username, detail, last];
      await to.run(
        'INSERT INTO audit (at, event, support_code, username, detail, seal) VALUES (?, ?, ?, ?, ?, ?)',
        ...values,
      );
    }
  }

  /**
   * Forgets what is too old, as much as a flow may have written. The chain goes on from the last entry that went.
   */
  async forget(to: Transaction, now: number): Promise<void> {
    const before = now - this.#life;
    if (!(await this.#tooOld(to, before))) return;
    await to.lock(chainEnd);
    const last = await this.#tooOld(to, before);
    if (!last) return;
    await to.run('UPDATE audit_root SET seal = ? WHERE id = 1', last.seal);
    await to.run('DELETE FROM audit WHERE id <= ?', last.id);
  }

  async #tooOld(from: Queries, before: number): Promise<{ id: number; seal: string } | undefined> {
    const [last] = await from.rows<{ id: number; seal: string }>(
      'SELECT id, seal FROM audit WHERE id < (SELECT min(id) FROM audit) + 100 AND at <= ? ORDER BY id DESC LIMIT 1',
      before,
    );
    return last;
  }

  /** The newest first. */
  async newest(limit: number): Promise<Entry[]> {
    const rows = await this.#db.rows<Row>('SELECT * FROM audit ORDER BY id DESC LIMIT ?', limit);
    return rows.map((row) => {
      const { seal: _seal, ...entry } = entryOf(row);
      return entry;
    });
  }

  /** From one moment on and before another, the oldest first: page by page, so that nobody waits for a report. */
  async *between(from: number, to: number): AsyncGenerator<Entry> {
    // By the order in which they were written, not by time: the clocks of two gateways may differ.
    const [range] = await this.#db.rows<{ first: number | null; last: number | null }>(
      'SELECT min(id) AS first, max(id) AS last FROM audit WHERE at >= ? AND at < ?',
      from,
      to,
    );
    const { first, last } = range!;
    if (first === null) return;
    for (let after = first - 1; ;) {
      const sql =
        'SELECT * FROM audit WHERE id > ? AND id <= ? AND at >= ? AND at < ? ORDER BY id LIMIT ?';
      const rows = await this.#db.rows<Row>(sql, after, last, from, to, page);
      for (const row of rows) {
        const { seal: _seal, ...entry } = entryOf(row);
        yield entry;
      }
      if (rows.length < page) return;
      after = rows.at(-1)!.id;
    }
  }

  /** Follows the chain from its beginning to its end. */
  follow(noted?: string): Promise<ChainState> {
    return this.#db.snapshot(async (from) =>
      followChain(this.#secrets, await rootIn(from), entriesIn(from), noted),
    );
  }
}
