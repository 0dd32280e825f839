// One SQLite file, for one machine.
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Database, Queries, Transaction, Value } from './database.ts';
import { bringUpToDate } from './sqlite-versions.ts';
import type { Sealing } from './schema.ts';

const patience = 5000; // ms until a file that others write is given up
const busy = 5; // SQLITE_BUSY, in the lowest byte of each of its kinds

const isBusy = (error: unknown): boolean =>
  (((error as { errcode?: number }).errcode ?? 0) & 0xff) === busy;

// SQLite itself would wait too, but in everybody's way: nothing else would run meanwhile.
const patiently = async <T>(work: () => T): Promise<T> => {
  for (const start = performance.now(); ;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() - start > patience) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
};

/**
 * Everything goes over one connection, one after the other: whoever comes while a transaction is under way waits for its
 * end. (A statement itself keeps nobody waiting: it's over when its call returns.)
 */
class SqliteDatabase implements Database {
  readonly shared = false;
  // Who writes has the whole file to themselves.
  readonly skipLocked = '';
  readonly #db: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();
  #underWay: Promise<void> | undefined;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  async rows<Row>(sql: string, ...values: Value[]): Promise<Row[]> {
    while (this.#underWay) await this.#underWay;
    return patiently(() => this.#rows<Row>(sql, values));
  }

  async run(sql: string, ...values: Value[]): Promise<number> {
    while (this.#underWay) await this.#underWay;
    return patiently(() => this.#run(sql, values));
  }

  // A sync costs more than all else of a small write.
  readonly soon: Queries = {
    rows: async <Row>(sql: string, ...values: Value[]) => {
      while (this.#underWay) await this.#underWay;
      return patiently(() => this.#unsynced(() => this.#rows<Row>(sql, values)));
    },
    run: async (sql, ...values) => {
      while (this.#underWay) await this.#underWay;
      return patiently(() => this.#unsynced(() => this.#run(sql, values)));
    },
  };

  atomically<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.#alone('BEGIN IMMEDIATE', work);
  }

  snapshot<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    return this.#alone('BEGIN', work);
  }

  async close(): Promise<void> {
    while (this.#underWay) await this.#underWay;
    this.#db.close();
  }

  #unsynced<T>(work: () => T): T {
    this.#db.exec('PRAGMA synchronous = NORMAL');
    try {
      return work();
    } finally {
      this.#db.exec('PRAGMA synchronous = FULL');
    }
  }

  async #alone<T>(begin: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    while (this.#underWay) await this.#underWay;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#underWay = promise;
    try {
      await patiently(() => this.#db.exec(begin));
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
      this.#db.exec('COMMIT');
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
 * Opens the file in a folder and brings its tables up to date. It survives a power cut: a write-ahead log is synced before
 * a call resolves. It can be read by its owner alone, and SQLite makes the files beside it alike.
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
    db.exec('PRAGMA busy_timeout = 0;');
  } catch (error) {
    db.close();
    throw error;
  }
  return new SqliteDatabase(db);
};
