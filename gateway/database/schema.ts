// The tables, version by version. A version that has been published is never changed again: what comes later is another.
import type { Secrets } from '../secrets.ts';

/** How one kind of database writes what the other writes differently. */
export type Dialect = {
  text: string;
  int: string;
  bytes: string;
  /** A number that the database gives by itself, as the key. */
  id: string;
  /** A last column by which rows keep the order in which they came; SQLite has one anyway. */
  order: string;
  /** What follows the columns of a table, and of one that has nothing but its key. */
  table: string;
  keyed: string;
};

const first = ({ text, int, bytes, id, order, table, keyed }: Dialect): string => `
  CREATE TABLE IF NOT EXISTS flows (
    key ${text} PRIMARY KEY, revision ${int} NOT NULL, state ${text} NOT NULL,
    expires_at ${int} NOT NULL, support_code ${text} NOT NULL
  )${keyed};
  CREATE INDEX IF NOT EXISTS flows_by_end ON flows (expires_at);
  CREATE TABLE IF NOT EXISTS hits (counter ${text} NOT NULL, at ${int} NOT NULL${order})${table};
  CREATE INDEX IF NOT EXISTS hits_by_counter ON hits (counter, at);
  CREATE INDEX IF NOT EXISTS hits_by_time ON hits (at);
  CREATE TABLE IF NOT EXISTS audit (
    id ${id}, at ${int} NOT NULL, event ${text} NOT NULL, support_code ${text} NOT NULL,
    username ${text}, detail ${text}, seal ${text} NOT NULL
  )${table};
  CREATE TABLE IF NOT EXISTS audit_root (id ${int} PRIMARY KEY CHECK (id = 1), seal ${text} NOT NULL)${table};
  INSERT INTO audit_root VALUES (1, 'root') ON CONFLICT DO NOTHING;
  CREATE TABLE IF NOT EXISTS outbox (
    id ${id}, channel ${text} NOT NULL, sealed ${bytes} NOT NULL, attempts ${int} NOT NULL, due_at ${int} NOT NULL
  )${table};
  CREATE TABLE IF NOT EXISTS approvals (
    key ${text} PRIMARY KEY, channel ${text} NOT NULL, expires_at ${int} NOT NULL, answer ${text}
  )${keyed};
  CREATE INDEX IF NOT EXISTS approvals_by_end ON approvals (expires_at);
  CREATE TABLE IF NOT EXISTS accounts (
    id ${text} PRIMARY KEY, username ${text} NOT NULL UNIQUE, name ${text} NOT NULL, locale ${text}, email ${text},
    contacts ${text} NOT NULL, password ${text} NOT NULL, must_change ${int} NOT NULL DEFAULT 0,
    disabled ${int} NOT NULL DEFAULT 0, locked ${int} NOT NULL DEFAULT 0, failures ${int} NOT NULL DEFAULT 0
  )${table};
  CREATE TABLE IF NOT EXISTS registered_contacts (
    id ${text} PRIMARY KEY, person ${text} NOT NULL, channel ${text} NOT NULL, value ${text} NOT NULL,
    verified_at ${int}${order}, UNIQUE (person, channel, value)
  )${table};
  CREATE TABLE IF NOT EXISTS registered_questions (
    person ${text} NOT NULL, id ${text} NOT NULL, text ${text}, answer ${text} NOT NULL, PRIMARY KEY (person, id)
  )${table};
  CREATE TABLE IF NOT EXISTS confirmations (person ${text} PRIMARY KEY, at ${int} NOT NULL)${table};
  CREATE TABLE IF NOT EXISTS totp_secrets (
    person ${text} PRIMARY KEY, id ${text} NOT NULL, sealed ${bytes} NOT NULL, last_step ${int} NOT NULL,
    added_at ${int} NOT NULL
  )${table};
  CREATE TABLE IF NOT EXISTS backup_codes (
    person ${text} NOT NULL, hash ${text} NOT NULL, PRIMARY KEY (person, hash)
  )${keyed};
  CREATE TABLE IF NOT EXISTS passkeys (
    id ${text} PRIMARY KEY, person ${text} NOT NULL, credential ${text} NOT NULL UNIQUE, public_key ${bytes} NOT NULL,
    counter ${int} NOT NULL, added_at ${int} NOT NULL${order}
  )${table};
  CREATE INDEX IF NOT EXISTS passkeys_by_person ON passkeys (person);
`;

// Messages that wait for the end of what they tell of: under the key of the flow that holds them back.
const second = ({ text }: Dialect): string => `
  ALTER TABLE outbox ADD COLUMN held ${text};
  CREATE INDEX outbox_by_holder ON outbox (held) WHERE held IS NOT NULL;
`;

// Reports ask for a few weeks of what may be years.
const third = (): string => 'CREATE INDEX audit_by_time ON audit (at, id);';

const versions: readonly ((dialect: Dialect) => string)[] = [first, second, third];

/** What former rows are sealed with when they are brought up to date. */
export type Sealing = Pick<Secrets, 'seal' | 'open' | 'mark'>;

/**
 * The SQL that brings a database from its version to the newest, and the version it has then.
 * @throws Error for one that a newer Keyturn has brought further.
 */
export const upgradeFrom = (version: number, dialect: Dialect): { sql: string; to: number } => {
  if (version > versions.length)
    throw new Error(
      `the store has version ${version}, and this Keyturn knows ${versions.length} at most: a newer one has used it. Run that one.`,
    );
  const missing = versions.slice(version).map((sql) => sql(dialect));
  return { sql: missing.join('\n'), to: versions.length };
};
