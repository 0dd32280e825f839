import type { DatabaseSync } from 'node:sqlite';
import { Statements } from './statements.ts';
import type { Approval, ApprovalAnswer, Approvals } from './store.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS approvals (
    key TEXT PRIMARY KEY, channel TEXT NOT NULL, expires_at INTEGER NOT NULL, answer TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS approvals_by_end ON approvals (expires_at);
`;

/** What people are asked to approve elsewhere, and what they answered. */
export class SqliteApprovals implements Approvals {
  readonly #statements: Statements;

  constructor(db: DatabaseSync) {
    db.exec(schema);
    this.#statements = new Statements(db);
  }

  /** Puts one in, as a part of whatever is being written. */
  put({ key, channel, expiresAt }: Approval): void {
    this.#statements.run('INSERT INTO approvals VALUES (?, ?, ?, NULL)', key, channel, expiresAt);
  }

  async answer(
    key: string,
    channels: readonly Approval['channel'][],
    answer: ApprovalAnswer,
  ): Promise<boolean> {
    const changed = this.#statements.run(
      'UPDATE approvals SET answer = ? WHERE key = ? AND answer IS NULL AND expires_at > ? AND channel IN (SELECT value FROM json_each(?))',
      JSON.stringify(answer),
      key,
      Date.now(),
      JSON.stringify(channels),
    );
    return changed === 1;
  }

  async answerTo(key: string): Promise<ApprovalAnswer | undefined> {
    const row = this.#statements.of('SELECT answer FROM approvals WHERE key = ?').get(key) as
      { answer: string | null } | undefined;
    return row?.answer ? (JSON.parse(row.answer) as ApprovalAnswer) : undefined;
  }

  /** Forgets those that no flow can ask for any more. */
  sweep(before: number): void {
    this.#statements.run('DELETE FROM approvals WHERE expires_at <= ?', before);
  }
}
