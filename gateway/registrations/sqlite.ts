import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { atomically, rows, run } from '../database.ts';
import type { Secrets } from '../secrets.ts';
import { nobodysHash, slowMatch } from '../slow-hash.ts';
import { type HashedAnswer, hashedAnswers, plainAnswer } from './answers.ts';
import type {
  Channel,
  Entered,
  NewAnswer,
  Registered,
  RegisteredQuestion,
  Registrations,
} from './registrations.ts';
import { SqliteBackupCodes } from './sqlite-backup-codes.ts';
import { SqlitePasskeys } from './sqlite-passkeys.ts';
import { SqliteTotpSecrets } from './sqlite-totp.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS registered_contacts (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, channel TEXT NOT NULL, value TEXT NOT NULL,
    verified_at INTEGER, UNIQUE (person, channel, value)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS registered_questions (
    person TEXT NOT NULL, id TEXT NOT NULL, text TEXT, answer TEXT NOT NULL, PRIMARY KEY (person, id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS confirmations (person TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;
`;

type ContactRow = { id: string; channel: Channel; value: string; verifiedAt: number | null };
type QuestionRow = { id: string; text: string | null };

/** The registrations in the gateway's own SQLite file. */
export class SqliteRegistrations implements Registrations {
  readonly #db: DatabaseSync;
  readonly totp: SqliteTotpSecrets;
  readonly backupCodes: SqliteBackupCodes;
  readonly passkeys: SqlitePasskeys;

  constructor(db: DatabaseSync, secrets: Secrets) {
    this.#db = db;
    this.totp = new SqliteTotpSecrets(db, secrets);
    this.backupCodes = new SqliteBackupCodes(db, secrets);
    this.passkeys = new SqlitePasskeys(db);
    db.exec(schema);
    void nobodysHash();
  }

  async read(person: string): Promise<Registered> {
    const contacts = rows<ContactRow>(
      this.#db,
      'SELECT id, channel, value, verified_at AS verifiedAt FROM registered_contacts WHERE person = ? ORDER BY rowid',
      person,
    );
    const confirmed = rows<{ at: number }>(
      this.#db,
      'SELECT at FROM confirmations WHERE person = ?',
      person,
    );
    return {
      contacts: contacts.map(({ verifiedAt, ...rest }) => ({
        ...rest,
        verifiedAt: verifiedAt ?? undefined,
      })),
      questions: this.#questions(person),
      totpAt: this.totp.addedAt(person),
      passkeys: this.passkeys.added(person),
      backupCodes: this.backupCodes.left(person),
      confirmedAt: confirmed[0]?.at,
    };
  }

  async addContact(
    person: string,
    { channel, value }: { channel: Channel; value: string },
    replaces?: string,
  ): Promise<void> {
    atomically(this.#db, () => {
      if (replaces !== undefined) this.#forget(person, replaces);
      run(
        this.#db,
        'INSERT OR REPLACE INTO registered_contacts VALUES (?, ?, ?, ?, ?)',
        randomUUID(),
        person,
        channel,
        value,
        Date.now(),
      );
    });
  }

  async removeContact(person: string, id: string): Promise<void> {
    this.#forget(person, id);
  }

  async setQuestions(person: string, questions: readonly NewAnswer[]): Promise<void> {
    const answers = await hashedAnswers(questions);
    atomically(this.#db, () => this.#putQuestions(person, answers));
  }

  async answersRight(
    person: string | undefined,
    answers: readonly { id: string; answer: string }[],
  ): Promise<boolean> {
    const checks = answers.map(({ id, answer }) => {
      const [row] = rows<{ answer: string }>(
        this.#db,
        'SELECT answer FROM registered_questions WHERE person = ? AND id = ?',
        person ?? '',
        id,
      );
      return slowMatch(row?.answer, plainAnswer(answer));
    });
    return (await Promise.all(checks)).every(Boolean) && answers.length > 0;
  }

  async confirm(person: string): Promise<void> {
    run(this.#db, 'INSERT OR REPLACE INTO confirmations VALUES (?, ?)', person, Date.now());
  }

  async enter(person: string, { contacts, questions }: Entered): Promise<void> {
    const answers = await hashedAnswers(questions);
    atomically(this.#db, () => {
      run(this.#db, 'DELETE FROM registered_contacts WHERE person = ?', person);
      run(this.#db, 'DELETE FROM confirmations WHERE person = ?', person);
      for (const { channel, value } of contacts)
        run(
          this.#db,
          'INSERT OR IGNORE INTO registered_contacts VALUES (?, ?, ?, ?, NULL)',
          randomUUID(),
          person,
          channel,
          value,
        );
      this.#putQuestions(person, answers);
    });
  }

  #forget(person: string, id: string): void {
    run(this.#db, 'DELETE FROM registered_contacts WHERE person = ? AND id = ?', person, id);
  }

  #putQuestions(person: string, answers: readonly HashedAnswer[]): void {
    run(this.#db, 'DELETE FROM registered_questions WHERE person = ?', person);
    for (const { id, text, hash } of answers)
      run(
        this.#db,
        'INSERT INTO registered_questions VALUES (?, ?, ?, ?)',
        person,
        id,
        text ?? null,
        hash,
      );
  }

  #questions(person: string): RegisteredQuestion[] {
    return rows<QuestionRow>(
      this.#db,
      'SELECT id, text FROM registered_questions WHERE person = ? ORDER BY id',
      person,
    ).map(({ id, text }) => ({ id, text: text ?? undefined }));
  }
}
