import type { Database, Queries } from '../database/database.ts';
import type { Secrets } from '../secrets.ts';
import { nobodysHash, slowMatch } from '../slow-hash.ts';
import { type HashedAnswer, hashedAnswers, plainAnswer } from './answers.ts';
import type {
  Entered,
  NewAnswer,
  Registered,
  RegisteredQuestion,
  Registrations,
} from './registrations.ts';
import { SqlBackupCodes } from './sql-backup-codes.ts';
import { contactsIn, forgetContact, type NewContact, ownedBy, putContact } from './sql-contacts.ts';
import { SqlPasskeys } from './sql-passkeys.ts';
import { SqlTotpSecrets } from './sql-totp.ts';

type QuestionRow = { id: string; text: string | null };

const putQuestions = async (
  to: Queries,
  person: string,
  answers: readonly HashedAnswer[],
): Promise<void> => {
  await to.run('DELETE FROM registered_questions WHERE person = ?', person);
  for (const { id, text = null, hash } of answers)
    await to.run('INSERT INTO registered_questions VALUES (?, ?, ?, ?)', person, id, text, hash);
};

/** The registrations in the gateway's own database. */
export class SqlRegistrations implements Registrations {
  readonly #db: Database;
  readonly totp: SqlTotpSecrets;
  readonly backupCodes: SqlBackupCodes;
  readonly passkeys: SqlPasskeys;

  constructor(db: Database, secrets: Secrets) {
    this.#db = db;
    this.totp = new SqlTotpSecrets(db, secrets);
    this.backupCodes = new SqlBackupCodes(db, secrets);
    this.passkeys = new SqlPasskeys(db);
    void nobodysHash();
  }

  async read(person: string): Promise<Registered> {
    const [contacts, questions, totpAt, passkeys, backupCodes, confirmedAt] = await Promise.all([
      contactsIn(this.#db, person),
      this.#questions(person),
      this.totp.addedAt(person),
      this.passkeys.added(person),
      this.backupCodes.left(person),
      this.#confirmedAt(person),
    ]);
    return { contacts, questions, totpAt, passkeys, backupCodes, confirmedAt };
  }

  held(): Promise<{ person: string; channel: string }[]> {
    const other = (table: string, channel: string): string =>
      `SELECT DISTINCT person, '${channel}' AS channel FROM ${table}`;
    return this.#db.rows(
      [
        'SELECT DISTINCT person, channel FROM registered_contacts',
        other('registered_questions', 'questions'),
        other('totp_secrets', 'totp'),
        other('passkeys', 'passkey'),
        other('backup_codes', 'backup-code'),
      ].join(' UNION ALL '),
    );
  }

  async addContact(person: string, contact: NewContact, replaces?: string): Promise<void> {
    await this.#db.atomically(async (to) => {
      await to.lock(ownedBy(person));
      if (replaces !== undefined) await forgetContact(to, person, replaces);
      await putContact(to, person, contact, Date.now());
    });
  }

  async removeContact(person: string, id: string): Promise<void> {
    await forgetContact(this.#db, person, id);
  }

  async setQuestions(person: string, questions: readonly NewAnswer[]): Promise<void> {
    const answers = await hashedAnswers(questions);
    await this.#db.atomically(async (to) => {
      await to.lock(ownedBy(person));
      await putQuestions(to, person, answers);
    });
  }

  async answersRight(
    person: string | undefined,
    answers: readonly { id: string; answer: string }[],
  ): Promise<boolean> {
    const checks = answers.map(async ({ id, answer }) => {
      const [row] = await this.#db.rows<{ answer: string }>(
        'SELECT answer FROM registered_questions WHERE person = ? AND id = ?',
        person ?? '',
        id,
      );
      return slowMatch(row?.answer, plainAnswer(answer));
    });
    return (await Promise.all(checks)).every(Boolean) && answers.length > 0;
  }

  async confirm(person: string): Promise<void> {
    const sql =
      'INSERT INTO confirmations VALUES (?, ?) ON CONFLICT (person) DO UPDATE SET at = excluded.at';
    await this.#db.run(sql, person, Date.now());
  }

  async enter(person: string, { contacts, questions }: Entered): Promise<void> {
    const answers = await hashedAnswers(questions);
    await this.#db.atomically(async (to) => {
      await to.lock(ownedBy(person));
      await to.run('DELETE FROM registered_contacts WHERE person = ?', person);
      await to.run('DELETE FROM confirmations WHERE person = ?', person);
      for (const contact of contacts) await putContact(to, person, contact, null);
      await putQuestions(to, person, answers);
    });
  }

  async #questions(person: string): Promise<RegisteredQuestion[]> {
    const sql = 'SELECT id, text FROM registered_questions WHERE person = ? ORDER BY id';
    const rows = await this.#db.rows<QuestionRow>(sql, person);
    return rows.map(({ id, text }) => ({ id, text: text ?? undefined }));
  }

  async #confirmedAt(person: string): Promise<number | undefined> {
    const sql = 'SELECT at FROM confirmations WHERE person = ?';
    return (await this.#db.rows<{ at: number }>(sql, person))[0]?.at;
  }
}
