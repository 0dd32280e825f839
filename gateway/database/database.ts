// What the store, the registrations and the embedded directory stand on: SQL that SQLite and PostgreSQL both understand,
// and the little in which they differ.

/** What a `?` may stand for. */
export type Value = string | number | null | Uint8Array;

/** Statements; in their SQL each `?` stands for the next value. */
export interface Queries {
  rows: <Row>(sql: string, ...values: Value[]) => Promise<Row[]>;
  /** Runs a statement; resolves with how many rows it changed. */
  run: (sql: string, ...values: Value[]) => Promise<number>;
}

/** Statements that are all carried out, or none of them. */
export interface Transaction extends Queries {
  /**
   * Waits until nobody else has locked one of these names, and keeps them until the transaction is over. Whoever locks in
   * several steps does it in the same order everywhere, or waits for somebody who waits for them.
   */
  lock: (...names: readonly string[]) => Promise<void>;
}

/** All of some work, or nothing of it. */
export interface Atomic {
  /** What the work throws is thrown on. */
  atomically<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
}

/** A database that is open. Each call by itself is atomic, and durable when it resolves. */
export interface Database extends Queries, Atomic {
  /**
   * For what may be forgotten by a power cut, though never by the process's own death: it's durable within a second, or
   * with the next call that is, and keeps its place before it.
   */
  readonly soon: Queries & Atomic;
  /** Whether other gateways may work on it at the same time. */
  readonly shared: boolean;
  /** Ends a subquery for rows that will be changed: those that somebody else is just changing are left to them. */
  readonly skipLocked: string;
  /** Reads everything as it was in one moment, and is in nobody's way. */
  snapshot<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
