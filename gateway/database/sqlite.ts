// One SQLite file, for one machine.
import { closeSync, fdatasync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { promisify } from 'node:util';
import type { Database, Queries, Transaction, Value } from './database.ts';
import { Checkpoints } from './checkpoints.ts';
import { Sync } from './sync.ts';
import { bringUpToDate } from './sqlite-versions.ts';
import type { Sealing } from './schema.ts';

const patience = 5000; // ms until a file that others write is given up
const lag = 1000; // ms that a write waits for another one’s sync, where it may be forgotten
const busy = 5; // SQLITE_BUSY, in the lowest byte of each of its kinds

// Writes until their pages are moved from the log to their place: some 30 MB, in which most of them are there many times
// and moved once.
const writesInLog = 1200;

// Pages in the log until SQLite moves them itself, while everybody waits. Only a write as large as many comes so far.
const logSize = 16_000;

const toDisk = promisify(fdatasync);

const isBusy = (error: unknown): boolean =>
  (((error as { errcode?: number }).errcode ?? 0) & 0xff) === busy;

const again = async <T>(work: () => T, start: number): Promise<T> => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  return patiently(work, start);
};

// SQLite itself would wait too, but in everybody's way: nothing else would run meanwhile.
const patiently = <T>(work: () => T, start = performance.now()): T | Promise<T> => {
  try {
    return work();
  } catch (error) {
    if (!isBusy(error) || performance.now() - start > patience) throw error;
    return again(work, start);
  }
};

const isRead = (sql: string): boolean => sql.startsWith('SELECT');

/**
 * Everything goes over one connection, one after the other: whoever comes while a transaction is under way waits for its
 * end. (A statement itself keeps nobody waiting: it's over when its call returns.) SQLite writes its log and syncs it only
 * before it moves what is in it to its place, which another thread does; who has to have it on the disk waits for the sync
 * that follows.
 */
class SqliteDatabase implements Database {
  readonly shared = false;
  // Who writes has the whole file to themselves.
  readonly skipLocked = '';
  readonly #db: DatabaseSync;
  readonly #log: number;
  readonly #sync: Sync;
  readonly #checkpoints: Checkpoints;
  readonly #prepared = new Map<string, StatementSync>();
  #underWay: Promise<void> | undefined;

  /** `log` is a descriptor of the write-ahead log, which this closes. */
  constructor(db: DatabaseSync, log: number, checkpoints: Checkpoints) {
    this.#db = db;
    this.#log = log;
    this.#checkpoints = checkpoints;
    this.#sync = new Sync(() => toDisk(log), lag);
  }

  async rows<Row>(sql: string, ...values: Value[]): Promise<Row[]> {
    const rows = await this.#alone(() => this.#rows<Row>(sql, values));
    if (!isRead(sql)) await this.#lasting();
    return rows;
  }

  async run(sql: string, ...values: Value[]): Promise<number> {
    const changes = await this.#alone(() => this.#run(sql, values));
    await this.#lasting();
    return changes;
  }

  async atomically<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const result = await this.#whole('BEGIN IMMEDIATE', work);
    await this.#lasting();
    return result;
  }

  readonly soon: Database['soon'] = {
    // A statement that changes nothing, as whoever looks for work uses, leaves nothing to sync.
    rows: async (sql, ...values) => {
      const rows = await this.#alone(() => this.#rows<never>(sql, values));
      if (rows.length > 0) this.#soon();
      return rows;
    },
    run: async (sql, ...values) => {
      const changes = await this.#alone(() => this.#run(sql, values));
      if (changes > 0) this.#soon();
      return changes;
    },
    atomically: async (work) => {
      const result = await this.#whole('BEGIN IMMEDIATE', work);
      this.#soon();
      return result;
    },
  };

  snapshot<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    return this.#whole('BEGIN', work);
  }

  async close(): Promise<void> {
    while (this.#underWay) await this.#underWay;
    await this.#sync.end();
    await this.#checkpoints.end();
    this.#db.close();
    closeSync(this.#log);
  }

  // After each write.
  #lasting(): Promise<void> {
    this.#checkpoints.wrote();
    return this.#sync.now();
  }

  #soon(): void {
    this.#checkpoints.wrote();
    this.#sync.soon();
  }

  async #alone<T>(statement: () => T): Promise<T> {
    while (this.#underWay) await this.#underWay;
    return patiently(statement);
  }

  async #whole<T>(begin: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    while (this.#underWay) await this.#underWay;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#underWay = promise;
    try {
      await patiently(() => this.#run(begin, []));
      return await this.#within(work);
    } finally {
      this.#underWay = undefined;
      resolve();
    }
  }

  // One that was left open would refuse every later one.
  async #within<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    try {
      const result = await work({
        rows: async <Row>(sql: string, ...values: Value[]) => this.#rows<Row>(sql, values),
        run: async (sql, ...values) => this.#run(sql, values),
        lock: async () => {},
      });
      this.#run('COMMIT', []);
      return result;
    } catch (error) {
      // A full disk may have ended it already.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  #rows<Row>(sql: string, values: readonly Value[]): Row[] {
    return this.#statement(sql).all(...values) as Row[];
  }

  #run(sql: string, values: readonly Value[]): number {
    return Number(this.#statement(sql).run(...values).changes);
  }

  #statement(sql: string): StatementSync {
    const known = this.#prepared.get(sql) ?? this.#db.prepare(sql);
    this.#prepared.set(sql, known);
    return known;
  }
}

/** Where the file is in its folder. */
export const sqliteFile = (folder: string): string => join(folder, 'keyturn.db');

/**
 * Opens the file in a folder and brings its tables up to date. It survives a power cut: its write-ahead log is synced
 * before a call resolves. It can be read by its owner alone, and SQLite makes the files beside it alike.
 * @throws WrongSecret where it was sealed with another one, and Error where a newer Keyturn has used it.
 */
export const openSqlite = (folder: string, secrets: Sealing): Database => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = sqliteFile(folder);
  closeSync(openSync(path, 'a', 0o600));
  const db = new DatabaseSync(path);
  try {
    db.exec(`PRAGMA busy_timeout = ${patience};`);
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    bringUpToDate(db, secrets);
    db.exec('PRAGMA busy_timeout = 0; PRAGMA synchronous = NORMAL;');
    db.exec(`PRAGMA wal_autocheckpoint = ${logSize};`);
    // It's there as long as somebody has the file open.
    const log = openSync(`${path}-wal`, 'r+');
    return new SqliteDatabase(db, log, new Checkpoints(path, writesInLog));
  } catch (error) {
    db.close();
    throw error;
  }
};
