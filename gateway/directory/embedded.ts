import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { hash, verify } from '@node-rs/argon2';
import type { MethodKind } from '../../backends/protocol/index.ts';
import type { Locale } from '../../locales/languages.ts';
import { atomically } from '../database.ts';
import type { Directory, NewAnswer, Person, RegisteredQuestion, SetResult } from './directory.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS people (
    id TEXT PRIMARY KEY, username TEXT NOT NULL UNIQUE, name TEXT NOT NULL, locale TEXT, email TEXT,
    password TEXT NOT NULL, disabled INTEGER NOT NULL DEFAULT 0, locked INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0, confirmed_at INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS methods (
    id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES people (id), kind TEXT NOT NULL, value TEXT,
    verified_at INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS questions (
    id TEXT NOT NULL, person TEXT NOT NULL REFERENCES people (id), text TEXT, answer TEXT NOT NULL,
    PRIMARY KEY (person, id)
  ) STRICT;
`;

// argon2id at OWASP's first choice: 19 MiB, two passes, one lane (Password Storage cheat sheet).
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
// Wrong passwords at sign-in until the account is locked; the reference product's smart lockout has the same number.
const signInTries = 10;

// The same letters in another composition are the same password (NIST SP 800-63B-4, 3.1.1.2).
const normal = (password: string): string => password.normalize('NFKC');

/** An answer as it is compared: no capitals, accents, spaces or punctuation. */
export const plainAnswer = (answer: string): string =>
  answer
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** A person to put into the directory, with secrets in the clear: they are hashed on the way in. */
export type NewPerson = {
  username: string;
  name: string;
  password: string;
  locale?: Locale;
  email?: string;
  locked?: boolean;
  disabled?: boolean;
  methods: { kind: MethodKind; value?: string }[];
  questions?: NewAnswer[];
};

type HashedAnswer = Omit<NewAnswer, 'answer'> & { hash: string };

const hashed = (answers: readonly NewAnswer[]): Promise<HashedAnswer[]> =>
  Promise.all(
    answers.map(async ({ id, text, answer }) => ({
      id,
      text,
      hash: await hash(plainAnswer(answer), cost),
    })),
  );

type PersonRow = {
  id: string;
  username: string;
  name: string;
  locale: Locale | null;
  email: string | null;
  password: string;
  disabled: number;
  locked: number;
  confirmed_at: number | null;
};

type MethodRow = { id: string; kind: MethodKind; value: string | null; verifiedAt: number | null };

/** The directory inside the gateway's own database: for a laptop, a pilot, or an organisation without another one. */
export class EmbeddedDirectory implements Directory {
  readonly #db: DatabaseSync;
  /** Compared with when there is nobody, so that nobody takes as long as somebody. */
  readonly #nobody: Promise<string>;

  constructor(db: DatabaseSync) {
    this.#db = db;
    db.exec(schema);
    this.#nobody = hash('nobody', cost);
  }

  async find(username: string): Promise<Person | undefined> {
    return this.#person('username', username);
  }

  async read(id: string): Promise<Person | undefined> {
    return this.#person('id', id);
  }

  async verify(id: string | undefined, password: string): Promise<boolean> {
    const row = this.#row('id', id ?? '');
    const right = await verify(row?.password ?? (await this.#nobody), normal(password));
    return right && row !== undefined && !row.disabled;
  }

  /** A sign-in as an application does it: a lock refuses even the right password, and too many wrong ones lock. */
  async signIn(username: string, password: string): Promise<boolean> {
    const row = this.#row('username', username);
    const right = await this.verify(row?.id, password);
    if (!row || row.locked) return false;
    this.#db
      .prepare('UPDATE people SET failures = ?, locked = ? WHERE id = ?')
      .run(...this.#afterSignIn(row.id, right), row.id);
    return right;
  }

  async setPassword(id: string, password: string): Promise<SetResult> {
    const hashed = await hash(normal(password), cost);
    this.#db
      .prepare('UPDATE people SET password = ?, locked = 0, failures = 0 WHERE id = ?')
      .run(hashed, id);
    return { result: 'done' };
  }

  async unlock(id: string): Promise<void> {
    this.#db.prepare('UPDATE people SET locked = 0, failures = 0 WHERE id = ?').run(id);
  }

  async answersRight(
    id: string | undefined,
    answers: { id: string; answer: string }[],
  ): Promise<boolean> {
    const find = this.#db.prepare('SELECT answer FROM questions WHERE person = ? AND id = ?');
    const checks = answers.map(async (given) => {
      const row = find.get(id ?? '', given.id) as { answer: string } | undefined;
      const right = await verify(row?.answer ?? (await this.#nobody), plainAnswer(given.answer));
      return right && row !== undefined;
    });
    return (await Promise.all(checks)).every(Boolean) && answers.length > 0;
  }

  async addMethod(
    id: string,
    { kind, value }: { kind: MethodKind; value: string },
    replaces?: string,
  ): Promise<void> {
    atomically(this.#db, () => {
      if (replaces !== undefined) this.#forgetMethod(id, replaces);
      this.#db
        .prepare('DELETE FROM methods WHERE person = ? AND kind = ? AND value = ?')
        .run(id, kind, value);
      this.#db
        .prepare('INSERT INTO methods VALUES (?, ?, ?, ?, ?)')
        .run(randomUUID(), id, kind, value, Date.now());
    });
  }

  async removeMethod(id: string, method: string): Promise<void> {
    this.#forgetMethod(id, method);
  }

  async setQuestions(id: string, questions: readonly NewAnswer[]): Promise<void> {
    const answers = await hashed(questions);
    atomically(this.#db, () => this.#putQuestions(id, answers));
  }

  async confirmMethods(id: string): Promise<void> {
    this.#db.prepare('UPDATE people SET confirmed_at = ? WHERE id = ?').run(Date.now(), id);
  }

  /** Puts a person in, or anew in the place of one with the same name. */
  async put(person: NewPerson): Promise<void> {
    const password = await hash(normal(person.password), cost);
    const answers = await hashed(person.questions ?? []);
    atomically(this.#db, () => this.#write(person, password, answers));
  }

  /** How many people there are. */
  size(): number {
    return (this.#db.prepare('SELECT count(*) AS n FROM people').get() as { n: number }).n;
  }

  #write(person: NewPerson, password: string, answers: readonly HashedAnswer[]): void {
    const { username: id, name, locale = null, email = null, locked, disabled } = person;
    const run = (sql: string, ...values: (string | number | null)[]): void =>
      void this.#db.prepare(sql).run(...values);
    run('DELETE FROM methods WHERE person = ?', id);
    run(
      'INSERT OR REPLACE INTO people (id, username, name, locale, email, password, locked, disabled) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      id,
      id,
      name,
      locale,
      email,
      password,
      locked ? 1 : 0,
      disabled ? 1 : 0,
    );
    for (const [index, { kind, value = null }] of person.methods.entries())
      run('INSERT INTO methods VALUES (?, ?, ?, ?, NULL)', `${id}:${index}`, id, kind, value);
    this.#putQuestions(id, answers);
  }

  #forgetMethod(id: string, method: string): void {
    this.#db.prepare('DELETE FROM methods WHERE person = ? AND id = ?').run(id, method);
  }

  #putQuestions(id: string, answers: readonly HashedAnswer[]): void {
    this.#db.prepare('DELETE FROM questions WHERE person = ?').run(id);
    const insert = this.#db.prepare('INSERT INTO questions VALUES (?, ?, ?, ?)');
    for (const { id: question, text, hash: value } of answers)
      insert.run(question, id, text ?? null, value);
  }

  #row(column: 'id' | 'username', value: string): PersonRow | undefined {
    return this.#db.prepare(`SELECT * FROM people WHERE ${column} = ?`).get(value) as
      PersonRow | undefined;
  }

  #afterSignIn(id: string, right: boolean): [failures: number, locked: number] {
    if (right) return [0, 0];
    const { failures } = this.#db.prepare('SELECT failures FROM people WHERE id = ?').get(id) as {
      failures: number;
    };
    return [failures + 1, failures + 1 >= signInTries ? 1 : 0];
  }

  #person(column: 'id' | 'username', value: string): Person | undefined {
    const row = this.#row(column, value);
    if (!row) return undefined;
    const methods = this.#db
      .prepare(
        'SELECT id, kind, value, verified_at AS verifiedAt FROM methods WHERE person = ? ORDER BY rowid',
      )
      .all(row.id);
    const questions = this.#db
      .prepare('SELECT id, text FROM questions WHERE person = ? ORDER BY id')
      .all(row.id);
    return {
      id: row.id,
      username: row.username,
      name: row.name,
      locale: row.locale ?? undefined,
      email: row.email ?? undefined,
      disabled: row.disabled === 1,
      methods: (methods as unknown as MethodRow[]).map(({ value, verifiedAt, ...rest }) => ({
        ...rest,
        value: value ?? undefined,
        verifiedAt: verifiedAt ?? undefined,
      })),
      questions: questions as unknown as RegisteredQuestion[],
      confirmedAt: row.confirmed_at ?? undefined,
    };
  }
}
