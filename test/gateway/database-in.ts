// The database behind the tests of the gateway: SQLite, and in the project `stores` PostgreSQL. Whoever names the same
// folder finds the same one.
import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { inject, onTestFinished } from 'vitest';
import type { Database } from '../../gateway/database/database.ts';
import { openPostgres } from '../../gateway/database/postgres.ts';
import { openSqlite } from '../../gateway/database/sqlite.ts';
import type { Secrets } from '../../gateway/secrets.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where a PostgreSQL is that the tests may do with as they like; without one, SQLite is tested. */
    postgres: string | undefined;
    /** The PEM of the authority that signed its certificate. */
    postgresCa: string | undefined;
  }
}

const server = inject('postgres');

/** Whether the tests stand on PostgreSQL. */
export const isShared = server !== undefined;

/** Asks the server itself. */
const askPostgres = async (url: string, sql: string): Promise<void> => {
  const client = new Client(url);
  await client.connect();
  await client.query(sql).finally(() => client.end());
};

const schemas = new Set<string>();

/** The address of a folder's schema; it's gone when the test is over. */
export const postgresIn = async (folder: string, url = server!): Promise<string> => {
  const name = `t${createHash('sha256').update(folder).digest('hex').slice(0, 20)}`;
  const address = new URL(url);
  address.searchParams.set('options', `-csearch_path=${name}`);
  if (!schemas.has(name)) {
    schemas.add(name);
    await askPostgres(url, `CREATE SCHEMA ${name}`);
    onTestFinished(async () => {
      schemas.delete(name);
      await askPostgres(url, `DROP SCHEMA ${name} CASCADE`);
    });
  }
  return address.href;
};

/** Opens the database of a folder. It's closed when the test is over. */
export const databaseIn = async (folder: string, secrets: Secrets): Promise<Database> => {
  const db = isShared
    ? await openPostgres({ url: await postgresIn(folder) }, secrets, () => {})
    : openSqlite(folder, secrets);
  let closing: Promise<void> | undefined;
  const close = db.close.bind(db);
  db.close = () => (closing ??= close());
  onTestFinished(() => db.close());
  return db;
};
