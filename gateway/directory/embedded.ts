import type { Locale } from '../../locales/languages.ts';
import type { Database } from '../database/database.ts';
import { nobodysHash, slowHash, slowMatch } from '../slow-hash.ts';
import { accountOf } from './profiles.ts';
import type { Account, Contact, Directory, PasswordVerdict, SetResult } from './directory.ts';

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
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
    void nobodysHash();
  }

  find(username: string): Promise<Account | undefined> {
    return this.#account('username', username);
  }

  read(id: string): Promise<Account | undefined> {
    return this.#account('id', id);
  }

  async verify(id: string | undefined, password: string): Promise<PasswordVerdict> {
    const row = await this.#row('id', id ?? '');
    // Whoever has no password yet is refused each one, after as long a time.
    const right = await slowMatch(row?.password || undefined, normal(password));
    if (!right || row!.disabled) return 'wrong';
    return row!.must_change ? 'expired' : 'right';
  }

  /**
   * A sign-in as an application does it: a lock refuses even the right password, too many wrong ones lock, and one that
   * must be changed opens nothing.
   */
  async signIn(username: string, password: string): Promise<boolean> {
    const row = await this.#row('username', username);
    const verdict = await this.verify(row?.id, password);
    if (!row || row.locked) return false;
    await (verdict === 'wrong'
      ? this.#db.run(
          'UPDATE accounts SET failures = failures + 1, locked = CASE WHEN failures + 1 >= ? THEN 1 ELSE locked END WHERE id = ?',
          signInTries,
          row.id,
        )
      : this.#db.run('UPDATE accounts SET failures = 0 WHERE id = ?', row.id));
    return verdict === 'right';
  }

  // Durable with what the flow writes next in the same file, which comes before anybody is told that it's done.
  async setPassword(id: string, password: string): Promise<SetResult> {
    const hashed = await slowHash(normal(password));
    await this.#db.soon.run(
      'UPDATE accounts SET password = ?, must_change = 0, locked = 0, failures = 0 WHERE id = ?',
      hashed,
      id,
    );
    return { result: 'done' };
  }

  async unlock(id: string): Promise<void> {
    await this.#db.run('UPDATE accounts SET locked = 0, failures = 0 WHERE id = ?', id);
  }

  /** Puts an account in, or anew in the place of one with the same name. */
  async put(account: NewAccount): Promise<void> {
    const { username: id, name, locale = null, email = null, contacts = [] } = account;
    const hashed = await slowHash(normal(account.password));
    const flags = [account.mustChange, account.locked, account.disabled];
    const texts = [id, id, name, locale, email, JSON.stringify(contacts), hashed];
    const values = [...texts, ...flags.map((flag) => (flag ? 1 : 0))];
    await this.#db.atomically(async (to) => {
      await to.lock(accountOf(id));
      await to.run('DELETE FROM accounts WHERE id = ?', id);
      await to.run(
        'INSERT INTO accounts (id, username, name, locale, email, contacts, password, must_change, locked, disabled) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        ...values,
      );
    });
  }

  /** How many accounts there are. */
  async size(): Promise<number> {
    return (await this.#db.rows<{ n: number }>('SELECT count(*) AS n FROM accounts'))[0]!.n;
  }

  async #row(column: 'id' | 'username', value: string): Promise<Row | undefined> {
    return (await this.#db.rows<Row>(`SELECT * FROM accounts WHERE ${column} = ?`, value))[0];
  }

  async #account(column: 'id' | 'username', value: string): Promise<Account | undefined> {
    const row = await this.#row(column, value);
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
