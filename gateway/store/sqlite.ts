import type { DatabaseSync } from 'node:sqlite';
import { limits } from '../../backends/limits.ts';
import { atomically } from '../database.ts';
import type { FlowState } from '../flow/state.ts';
import type { Secrets } from '../secrets.ts';
import {
  type ChainState,
  chainRoot,
  type Entry,
  followChain,
  type Sealed,
  sealOf,
} from './audit.ts';
import { SqliteApprovals } from './sqlite-approvals.ts';
import { SqliteOutbox } from './sqlite-outbox.ts';
import { Statements } from './statements.ts';
import type { AuditEvent, Committed, FlowRow, Guard, Store, Unit } from './store.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS flows (
    key TEXT PRIMARY KEY, revision INTEGER NOT NULL, state TEXT NOT NULL,
    expires_at INTEGER NOT NULL, support_code TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS flows_by_end ON flows (expires_at);
  CREATE TABLE IF NOT EXISTS hits (counter TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS hits_by_counter ON hits (counter, at);
  CREATE INDEX IF NOT EXISTS hits_by_time ON hits (at);
  CREATE TABLE IF NOT EXISTS audit (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, event TEXT NOT NULL, support_code TEXT NOT NULL,
    username TEXT, detail TEXT, seal TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS audit_root (id INTEGER PRIMARY KEY CHECK (id = 1), seal TEXT NOT NULL) STRICT;
  INSERT OR IGNORE INTO audit_root VALUES (1, '${chainRoot}');
`;

// A year's reports, and a month to write them. The log that is printed may be kept for longer.
const auditLife = 400 * 24 * 60 * 60; // seconds

type Row = {
  key: string;
  revision: number;
  state: string;
  expires_at: number;
  support_code: string;
};

type AuditRow = {
  at: number;
  event: string;
  support_code: string;
  username: string | null;
  detail: string | null;
  seal: string;
};

const entryOf = ({ at, event, support_code, username, detail, seal }: AuditRow): Sealed => ({
  at,
  event,
  supportCode: support_code,
  username: username ?? undefined,
  detail: detail ?? undefined,
  seal,
});

/** The store in one SQLite file, for one machine. */
export class SqliteStore implements Store {
  readonly #db: DatabaseSync;
  readonly #secrets: Secrets;
  readonly #statements: Statements;
  readonly outbox: SqliteOutbox;
  readonly approvals: SqliteApprovals;

  constructor(db: DatabaseSync, secrets: Secrets) {
    this.#db = db;
    this.#secrets = secrets;
    this.#statements = new Statements(db);
    this.outbox = new SqliteOutbox(db, secrets);
    this.approvals = new SqliteApprovals(db);
    db.exec(schema);
  }

  async create(row: FlowRow, unit: Unit): Promise<void> {
    atomically(this.#db, () => {
      this.#statements.run(
        'INSERT INTO flows VALUES (?, ?, ?, ?, ?)',
        row.key,
        row.revision,
        this.#sealed(row.state),
        row.expiresAt,
        row.supportCode,
      );
      this.#write(unit, row.supportCode);
      this.#sweep();
    });
  }

  async find(key: string): Promise<FlowRow | undefined> {
    const row = this.#statements
      .of('SELECT * FROM flows WHERE key = ? AND expires_at > ?')
      .get(key, Date.now()) as Row | undefined;
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

  async commit(row: FlowRow, state: FlowState, unit: Unit): Promise<Committed> {
    return atomically(this.#db, () => {
      const { guard, caps = [] } = unit;
      if (guard && this.#reached(guard)) return 'over';
      if (caps.some((cap) => this.#reached(cap))) return 'capped';
      const moved = this.#statements.run(
        'UPDATE flows SET state = ?, revision = revision + 1 WHERE key = ? AND revision = ?',
        this.#sealed(state),
        row.key,
        row.revision,
      );
      if (moved !== 1) return 'stale';
      this.#write(unit, row.supportCode);
      return 'done';
    });
  }

  async remove(key: string): Promise<void> {
    this.#statements.run('DELETE FROM flows WHERE key = ?', key);
  }

  async count(counter: string, seconds: number): Promise<{ count: number; last: number }> {
    return this.#count(counter, seconds);
  }

  // Names that were typed, numbers and addresses that aren't verified yet: none of it can be read from the file.
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

  #reached({ counter, seconds, limit }: Guard): boolean {
    return this.#count(counter, seconds).count >= limit;
  }

  #count(counter: string, seconds: number): { count: number; last: number } {
    const row = this.#statements
      .of('SELECT count(*) AS n, max(at) AS last FROM hits WHERE counter = ? AND at > ?')
      .get(counter, Date.now() - seconds * 1000) as { n: number; last: number | null };
    return { count: row.n, last: row.last ?? 0 };
  }

  async hit(counter: string): Promise<void> {
    this.#write({ hits: [counter] }, '');
  }

  async record({ supportCode, ...event }: AuditEvent): Promise<void> {
    atomically(this.#db, () => this.#write({ events: [event] }, supportCode));
  }

  async events(limit: number): Promise<(AuditEvent & { at: number })[]> {
    const rows = this.#statements
      .of('SELECT * FROM audit ORDER BY id DESC LIMIT ?')
      .all(limit) as AuditRow[];
    return rows.map((row) => {
      const { seal: _seal, ...entry } = entryOf(row);
      return entry;
    });
  }

  async followAudit(noted?: string): Promise<ChainState> {
    const rows = this.#statements.of('SELECT * FROM audit ORDER BY id').iterate();
    const entries = Iterator.from(rows as Iterable<AuditRow>).map(entryOf);
    return followChain(this.#secrets, this.#auditRoot(), entries, noted);
  }

  #auditRoot(): string {
    return (
      this.#statements.of('SELECT seal FROM audit_root WHERE id = 1').get() as { seal: string }
    ).seal;
  }

  #lastSeal(): string {
    const row = this.#statements
      .of('SELECT seal FROM audit WHERE id = (SELECT max(id) FROM audit)')
      .get();
    return (row as { seal: string } | undefined)?.seal ?? this.#auditRoot();
  }

  async close(): Promise<void> {
    this.#db.close();
  }

  #write(unit: Unit, supportCode: string): void {
    const { hits = [], clears = [], messages = [], approvals = [], events = [] } = unit;
    const now = Date.now();
    for (const counter of clears)
      this.#statements.run('DELETE FROM hits WHERE counter = ?', counter);
    for (const counter of hits)
      this.#statements.run('INSERT INTO hits VALUES (?, ?)', counter, now);
    for (const message of messages) this.outbox.put(message);
    for (const approval of approvals) this.approvals.put(approval);
    for (const event of events) this.#enter({ ...event, supportCode, at: now });
  }

  #enter(entry: Entry): void {
    const { at, event, supportCode, username = null, detail = null } = entry;
    this.#statements.run(
      'INSERT INTO audit (at, event, support_code, username, detail, seal) VALUES (?, ?, ?, ?, ?, ?)',
      at,
      event,
      supportCode,
      username,
      detail,
      sealOf(this.#secrets, this.#lastSeal(), entry),
    );
  }

  // Whatever is over goes when something new begins: no timer, and no table read from end to end, so that whoever begins
  // many flows makes none of them slow. Of the audit log only as much goes as a flow may have written.
  #sweep(): void {
    const now = Date.now();
    this.#statements.run('DELETE FROM flows WHERE expires_at <= ?', now);
    this.#statements.run('DELETE FROM hits WHERE at <= ?', now - limits.lockTime * 1000);
    this.approvals.sweep(now - limits.flowLife * 1000);
    this.#forgetEvents(now - auditLife * 1000);
  }

  // The chain goes on from the last entry that went.
  #forgetEvents(before: number): void {
    const last = this.#statements
      .of(
        'SELECT id, seal FROM audit WHERE id < (SELECT min(id) FROM audit) + 100 AND at <= ? ORDER BY id DESC LIMIT 1',
      )
      .get(before) as { id: number; seal: string } | undefined;
    if (!last) return;
    this.#statements.run('UPDATE audit_root SET seal = ? WHERE id = 1', last.seal);
    this.#statements.run('DELETE FROM audit WHERE id <= ?', last.id);
  }
}
