import { randomUUID } from 'node:crypto';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { atomically } from '../database.ts';
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

  constructor(db: DatabaseSync) {
    this.#db = db;
    db.exec(schema);
    void nobodysHash();
  }

  async read(person: string): Promise<Registered> {
    const contacts = this.#all<ContactRow>(
      'SELECT id, channel, value, verified_at AS verifiedAt FROM registered_contacts WHERE person = ? ORDER BY rowid',
      person,
    );
    const confirmed = this.#all<{ at: number }>(
      'SELECT at FROM confirmations WHERE person = ?',
      person,
    );
    return {
      contacts: contacts.map(({ verifiedAt, ...rest }) => ({
        ...rest,
        verifiedAt: verifiedAt ?? undefined,
      })),
      questions: this.#questions(person),
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
      this.#run(
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
      const [row] = this.#all<{ answer: string }>(
        'SELECT answer FROM registered_questions WHERE person = ? AND id = ?',
        person ?? '',
        id,
      );
      return slowMatch(row?.answer, plainAnswer(answer));
    });
    return (await Promise.all(checks)).every(Boolean) && answers.length > 0;
  }

  async confirm(person: string): Promise<void> {
    this.#run('INSERT OR REPLACE INTO confirmations VALUES (?, ?)', person, Date.now());
  }

  async enter(person: string, { contacts, questions }: Entered): Promise<void> {
    const answers = await hashedAnswers(questions);
    atomically(this.#db, () => {
      this.#run('DELETE FROM registered_contacts WHERE person = ?', person);
      this.#run('DELETE FROM confirmations WHERE person = ?', person);
      for (const { channel, value } of contacts)
        this.#run(
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
    this.#run('DELETE FROM registered_contacts WHERE person = ? AND id = ?', person, id);
  }

  #putQuestions(person: string, answers: readonly HashedAnswer[]): void {
    this.#run('DELETE FROM registered_questions WHERE person = ?', person);
    for (const { id, text, hash } of answers)
      this.#run(
        'INSERT INTO registered_questions VALUES (?, ?, ?, ?)',
        person,
        id,
        text ?? null,
        hash,
      );
  }

  #questions(person: string): RegisteredQuestion[] {
    return this.#all<QuestionRow>(
      'SELECT id, text FROM registered_questions WHERE person = ? ORDER BY id',
      person,
    ).map(({ id, text }) => ({ id, text: text ?? undefined }));
  }

  #all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#db.prepare(sql).all(...values) as Row[];
  }

  #run(sql: string, ...values: SQLInputValue[]): void {
    this.#db.prepare(sql).run(...values);
  }
}
