import type { DatabaseSync } from 'node:sqlite';
import type { Locale } from '../../locales/languages.ts';
import { nobodysHash, slowHash, slowMatch } from '../slow-hash.ts';
import type { Account, Contact, Directory, PasswordVerdict, SetResult } from './directory.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS accounts (
    id TEXT PRIMARY KEY, username TEXT NOT NULL UNIQUE, name TEXT NOT NULL, locale TEXT, email TEXT,
    contacts TEXT NOT NULL, password TEXT NOT NULL, must_change INTEGER NOT NULL DEFAULT 0,
    disabled INTEGER NOT NULL DEFAULT 0, locked INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0
  ) STRICT;
`;

// Wrong passwords at sign-in until the account is locked; the reference product's smart lockout has the same number.
const signInTries = 10;

// The same letters in another composition are the same password (NIST SP 800-63B-4, 3.1.1.2).
const normal = (password: string): string => password.normalize('NFKC');

/** An account to put into the directory, with its password in the clear: it's hashed on the way in. */
export type NewAccount = {
  username: string;
  name: string;
  password: string;
  locale?: Locale;
  email?: string;
  locked?: boolean;
  disabled?: boolean;
  /** The password has expired, or was given by somebody else: it must be changed first. */
  mustChange?: boolean;
  contacts?: readonly Contact[];
};

type Row = {
  id: string;
  username: string;
  name: string;
  locale: Locale | null;
  email: string | null;
  contacts: string;
  password: string;
  must_change: number;
  disabled: number;
  locked: number;
};

/** The directory inside the gateway's own database: for a laptop, a pilot, or an organisation without another one. */
export class EmbeddedDirectory implements Directory {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    db.exec(schema);
    void nobodysHash();
  }

  async find(username: string): Promise<Account | undefined> {
    return this.#account('username', username);
  }

  async read(id: string): Promise<Account | undefined> {
    return this.#account('id', id);
  }

  async verify(id: string | undefined, password: string): Promise<PasswordVerdict> {
    const row = this.#row('id', id ?? '');
    const right = await slowMatch(row?.password, normal(password));
    if (!right || row!.disabled) return 'wrong';
    return row!.must_change ? 'expired' : 'right';
  }

  /**
   * A sign-in as an application does it: a lock refuses even the right password, too many wrong ones lock, and one that
   * must be changed opens nothing.
   */
  async signIn(username: string, password: string): Promise<boolean> {
    const row = this.#row('username', username);
    const verdict = await this.verify(row?.id, password);
    if (!row || row.locked) return false;
    this.#db
      .prepare('UPDATE accounts SET failures = ?, locked = ? WHERE id = ?')
      .run(...this.#afterSignIn(row.id, verdict !== 'wrong'), row.id);
    return verdict === 'right';
  }

  async setPassword(id: string, password: string): Promise<SetResult> {
    const hashed = await slowHash(normal(password));
    this.#db
      .prepare(
        'UPDATE accounts SET password = ?, must_change = 0, locked = 0, failures = 0 WHERE id = ?',
      )
      .run(hashed, id);
    return { result: 'done' };
  }

  async unlock(id: string): Promise<void> {
    this.#db.prepare('UPDATE accounts SET locked = 0, failures = 0 WHERE id = ?').run(id);
  }

  /** Puts an account in, or anew in the place of one with the same name. */
  async put(account: NewAccount): Promise<void> {
    const { username: id, name, locale = null, email = null, contacts = [] } = account;
    this.#db
      .prepare(
        'INSERT OR REPLACE INTO accounts (id, username, name, locale, email, contacts, password, must_change, locked, disabled) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(
        id,
        id,
        name,
        locale,
        email,
        JSON.stringify(contacts),
        await slowHash(normal(account.password)),
        account.mustChange ? 1 : 0,
        account.locked ? 1 : 0,
        account.disabled ? 1 : 0,
      );
  }

  /** How many accounts there are. */
  size(): number {
    return (this.#db.prepare('SELECT count(*) AS n FROM accounts').get() as { n: number }).n;
  }

  #row(column: 'id' | 'username', value: string): Row | undefined {
    return this.#db.prepare(`SELECT * FROM accounts WHERE ${column} = ?`).get(value) as
      Row | undefined;
  }

  #afterSignIn(id: string, right: boolean): [failures: number, locked: number] {
    if (right) return [0, 0];
    const { failures } = this.#db.prepare('SELECT failures FROM accounts WHERE id = ?').get(id) as {
      failures: number;
    };
    return [failures + 1, failures + 1 >= signInTries ? 1 : 0];
  }

  #account(column: 'id' | 'username', value: string): Account | undefined {
    const row = this.#row(column, value);
    return (
      row && {
        id: row.id,
        username: row.username,
        name: row.name,
        locale: row.locale ?? undefined,
        email: row.email ?? undefined,
        disabled: row.disabled === 1,
        contacts: JSON.parse(row.contacts) as Contact[],
      }
    );
  }
}
