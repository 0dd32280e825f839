// What whoever steals the store would see.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { isShared, postgresIn } from './database-in.ts';

const inFiles = async (folder: string): Promise<string> => {
  const names = (await readdir(folder)).filter((name) => name !== 'secret');
  const files = await Promise.all(names.map((name) => readFile(join(folder, name), 'latin1')));
  return files.join('\n');
};

const asText = (value: unknown): string =>
  Buffer.isBuffer(value) ? value.toString('latin1') : String(value);

const inTables = async (folder: string): Promise<string> => {
  const client = new Client(await postgresIn(folder));
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()',
    );
    const texts: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await client.query<Record<string, unknown>>(`SELECT * FROM ${name}`);
      texts.push(...rows.flatMap((row) => Object.values(row).map(asText)));
    }
    return texts.join('\n');
  } finally {
    await client.end();
  }
};

/** Every byte of the store behind a folder; the gateway's secret isn't a part of it. */
export const keptIn = (folder: string): Promise<string> =>
  isShared ? inTables(folder) : inFiles(folder);
