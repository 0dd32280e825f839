// Vitest's global set-up: a PostgreSQL for as long as the tests on it run.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { postgresLacks, startPostgres } from './postgres.ts';

// Where everything is to be tested, what can't be is a failure.
const everything = Boolean(process.env.CI || process.env.KEYTURN_ALL);

export default async (project: TestProject): Promise<(() => Promise<void>) | undefined> => {
  const why = postgresLacks();
  if (why && everything) throw new Error(`PostgreSQL: ${why}`);
  if (why) {
    console.warn(`skipped: the tests with PostgreSQL: ${why}`);
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-postgres-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const server = await startPostgres(folder);
    project.provide('postgres', server.url);
    project.provide('postgresCa', await readFile(server.ca, 'utf8'));
    return async () => {
      await server.stop();
      await remove();
    };
  } catch (error) {
    await remove();
    throw error;
  }
};
