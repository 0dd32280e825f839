import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

/** The statements of one database, each prepared once. */
export class Statements {
  readonly #db: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** The statement for this SQL. */
  of(sql: string): StatementSync {
    const known = this.#prepared.get(sql) ?? this.#db.prepare(sql);
    this.#prepared.set(sql, known);
    return known;
  }

  /** Runs it; gives back how many rows it changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.of(sql).run(...values).changes);
  }
}
