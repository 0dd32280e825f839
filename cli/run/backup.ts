import { closeSync, existsSync, openSync } from 'node:fs';
import { DatabaseSync, backup as copy } from 'node:sqlite';
import { sqliteFile } from '../../gateway/database/sqlite.ts';
import { say, UsageError } from '../report-error.ts';
import { setting } from '../settings.ts';

/** The options of `keyturn backup`, as typed. */
export type BackupOptions = { data: string };

const all = 1_000_000; // pages at once: the whole file as it is in one moment, whatever is written meanwhile

/** Copies the store as it is in one moment into a new file that its owner alone can read. */
export const backup = async (file: string, { data }: BackupOptions): Promise<void> => {
  if (setting('KEYTURN_STORE') !== undefined)
    throw new UsageError('KEYTURN_STORE names a PostgreSQL: back it up with pg_dump.');
  const store = sqliteFile(data);
  if (!existsSync(store))
    throw new UsageError(`${data}: there is no store here. Name its folder with --data.`);
  // Never over another one: it may be the only good copy.
  closeSync(openSync(file, 'wx', 0o600));
  const db = new DatabaseSync(store, { readOnly: true });
  try {
    await copy(db, file, { rate: all });
  } finally {
    db.close();
  }
  say(`${file}: without the gateway’s secret nothing in it can be read. Keep that elsewhere.`);
};
