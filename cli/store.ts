// Where everything is kept: in a file in `--data`, or in the PostgreSQL that the environment names.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../gateway/database/database.ts';
import { openSqlite, sqliteFile } from '../gateway/database/sqlite.ts';
import { WrongSecret } from '../gateway/database/sqlite-secret.ts';
import { reach, type PostgresSettings } from '../gateway/database/postgres-settings.ts';
import { type Secrets, secretIn, secretsFrom } from '../gateway/secrets.ts';
import { secretSetting } from './environment.ts';
import { UsageError } from './report-error.ts';
import { authoritySetting, setting } from './settings.ts';

/** A PostgreSQL, and the secret of the gateways on it. */
export type SharedStore = PostgresSettings & { secret: Uint8Array };

/**
 * The PostgreSQL of the environment; undefined where the store is a file.
 * @throws UsageError for an address that can't be used, or without the secret that all gateways on it have.
 */
export const storeSetting = (env: NodeJS.ProcessEnv = process.env): SharedStore | undefined => {
  const url = setting('KEYTURN_STORE', env);
  if (url === undefined) return undefined;
  const ca = authoritySetting('KEYTURN_STORE_CA', env);
  try {
    reach({ url, ca });
  } catch (error) {
    throw new UsageError(`KEYTURN_STORE: ${(error as Error).message}.`);
  }
  const secret = secretSetting(env);
  if (!secret)
    throw new UsageError(
      'KEYTURN_SECRET is missing: all gateways on one KEYTURN_STORE have the same. Make it with: openssl rand -base64 32',
    );
  return { url, ca, secret };
};

// Several addresses that refuse leave no sentence but their code.
const reasonOf = (error: unknown): string => {
  const { message, code } = error as NodeJS.ErrnoException;
  return message || (code ?? 'no answer');
};

/** A store that is open, and what opens what is sealed in it. */
export type OpenStore = { database: Database; secrets: Secrets };

/**
 * Opens that PostgreSQL and brings its tables up to date.
 * @throws UsageError when it can't be reached or used.
 */
export const openStore = async (
  { secret, ...settings }: SharedStore,
  log: (entry: Record<string, unknown>) => void,
): Promise<OpenStore> => {
  const secrets = secretsFrom(secret);
  try {
    // Whose store is a file has no use for it.
    const { openPostgres } = await import('../gateway/database/postgres.ts');
    return { database: await openPostgres(settings, secrets, log), secrets };
  } catch (error) {
    throw new UsageError(`KEYTURN_STORE: ${reasonOf(error)}`);
  }
};

/**
 * Where no secret is given, it's beside the store. A new one would open nothing that is there.
 * @throws UsageError where it's gone.
 */
const refuseLostSecret = (data: string): void => {
  const place = join(data, 'secret');
  if (existsSync(sqliteFile(data)) && !existsSync(place))
    throw new UsageError(
      `${place} is missing, and the store beside it was sealed with it: restore it from where you keep it, or give it as KEYTURN_SECRET.`,
    );
};

const wrongSecret = (data: string, given: boolean): string => {
  const place = join(data, 'secret');
  const hint = existsSync(place) ? ` Perhaps it’s the one in ${place}: then give none.` : '';
  return [
    `${given ? 'KEYTURN_SECRET' : place} is another secret than the one that ${sqliteFile(data)} was sealed with:`,
    `nothing in there could be read with it, so nothing was changed. Want that one, from where you keep it.${given ? hint : ''}`,
  ].join(' ');
};

/**
 * Opens the file in a folder with the secret that is given, or with the one beside it, and makes what is missing of both.
 * @throws UsageError where it was sealed with another secret.
 */
export const openFile = (data: string, secret: Uint8Array | undefined): OpenStore => {
  if (!secret) refuseLostSecret(data);
  const secrets = secretsFrom(secret ?? secretIn(data));
  try {
    return { database: openSqlite(data, secrets), secrets };
  } catch (error) {
    if (!(error instanceof WrongSecret)) throw error;
    throw new UsageError(wrongSecret(data, secret !== undefined));
  }
};

/**
 * Opens the store for a command beside the gateway: the environment's PostgreSQL, or the file in a folder.
 * @throws UsageError where there is none.
 */
export const storeIn = async (
  data: string,
  { existing }: { existing: boolean },
): Promise<OpenStore> => {
  const shared = storeSetting();
  if (shared) return openStore(shared, () => {});
  if (existing && !existsSync(sqliteFile(data)))
    throw new UsageError(`${data}: there is no store here. Name its folder with --data.`);
  return openFile(data, secretSetting());
};
