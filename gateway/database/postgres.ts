// A PostgreSQL that several gateways share.
import { DatabaseError, Pool, type PoolClient, types } from 'pg';
import type { Database, Queries, Transaction, Value } from './database.ts';
import { bringUpToDate } from './postgres-versions.ts';
import { type PostgresSettings, reach } from './postgres-settings.ts';
import type { Sealing } from './schema.ts';

type Log = (entry: Record<string, unknown>) => void;

const second = 1000; // ms

// A database that doesn't answer is told from one that is slow before a proxy in front of the gateway gives up.
const patience = {
  connectionTimeoutMillis: 5 * second,
  // The server ends a statement; where it can't say so any more, this side does.
  statement_timeout: 5 * second,
  query_timeout: 7 * second,
  // A gateway that has died keeps no locks.
  idle_in_transaction_session_timeout: 10 * second,
};

const mostConnections = 10;

// Counts and times are far from what a JavaScript number can't hold.
const bigint = 20;
const numbers: typeof types.getTypeParser = (id, format) =>
  (id as number) === bigint ? Number : types.getTypeParser(id, format);

const numbered = new Map<string, string>();

// `?` for each value is what SQLite understands.
const plain = (sql: string): string => {
  let count = 0;
  const known = numbered.get(sql) ?? sql.replaceAll('?', () => `$${(count += 1)}`);
  numbered.set(sql, known);
  return known;
};

// A text here has no NUL. Whoever sends one finds nothing by it.
const sendable = (value: Value): Value =>
  typeof value === 'string' ? value.replaceAll('\0', '\u{FFFD}') : value;

// What Node and the server say of a connection that was lost while nobody used it: after a restart, or by a firewall.
const lost =
  /^(Connection terminated unexpectedly|Client has encountered a connection error.*|ECONNRESET|EPIPE|57P01)$/;

const isLost = (error: unknown): boolean => {
  const { message, code = message } = error as Error & { code?: string };
  return lost.test(code);
};

// For what changes nothing: whoever comes first after such a loss needn't hear of it.
const onceMore = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!isLost(error)) throw error;
    return work();
  }
};

type Asked = Pick<Pool | PoolClient, 'query'>;

const queriesOver = (client: Asked): Queries => ({
  rows: async <Row>(sql: string, ...values: Value[]) =>
    (await client.query(plain(sql), values.map(sendable))).rows as Row[],
  run: async (sql, ...values) =>
    (await client.query(plain(sql), values.map(sendable))).rowCount ?? 0,
});

// Sorted, so that of two who want the same locks none has one that the other waits for. In a statement of its own: the
// next one sees what was written by whoever had them.
const locks =
  "SELECT pg_advisory_xact_lock(key) FROM (SELECT DISTINCT hashtextextended(concat(current_schema(), ' ', name), 0) AS key FROM unnest($1::text[]) AS name ORDER BY key) AS sorted";

const transactionOver = (client: PoolClient): Transaction => ({
  ...queriesOver(client),
  lock: async (...names) => {
    if (names.length > 0) await client.query(locks, [names]);
  },
});

class PostgresDatabase implements Database {
  readonly shared = true;
  readonly skipLocked = 'FOR UPDATE SKIP LOCKED';
  readonly soon = this;
  readonly rows: Queries['rows'];
  readonly run: Queries['run'];
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
    const { rows, run } = queriesOver(pool);
    this.rows = (sql, ...values) =>
      sql.startsWith('SELECT') ? onceMore(() => rows(sql, ...values)) : rows(sql, ...values);
    this.run = run;
  }

  atomically<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.#within('BEGIN', work);
  }

  snapshot<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    return this.#within('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work);
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  async #begun(begin: string): Promise<PoolClient> {
    const client = await this.#pool.connect();
    try {
      await client.query(begin);
      return client;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  async #within<T>(begin: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const client = await onceMore(() => this.#begun(begin));
    try {
      const result = await work(transactionOver(client));
      await client.query('COMMIT');
      client.release();
      return result;
    } catch (error) {
      await letGo(client, error);
      throw error;
    }
  }
}

// A connection on which the server itself has refused something is as good as before. Any other is thrown away: what was
// begun on it ends with it.
const letGo = async (client: PoolClient, error: unknown): Promise<void> => {
  if (!(error instanceof DatabaseError)) return client.release(true);
  try {
    await client.query('ROLLBACK');
    client.release();
  } catch {
    client.release(true);
  }
};

/**
 * Opens a PostgreSQL database and brings its tables up to date; one gateway does, the others wait for it. Connections that
 * are lost are made anew when they are needed.
 * @throws Error when it can't be reached, when a newer Keyturn has used it, or gateways with another secret do.
 */
export const openPostgres = async (
  settings: PostgresSettings,
  secrets: Sealing,
  log: Log,
): Promise<Database> => {
  const to = reach(settings);
  await bringUpToDate(to, secrets);
  const pool = new Pool({
    ...to,
    ...patience,
    max: mostConnections,
    keepAlive: true,
    application_name: 'keyturn',
    types: { getTypeParser: numbers },
  });
  // Of one that nobody is using just now; the next who needs one gets another.
  pool.on('error', ({ message }) => log({ level: 'warn', message: 'store', error: message }));
  // Of one that is in use: whoever does hears of it by their next statement, and this must not end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  return new PostgresDatabase(pool);
};
