import type { Database, Queries } from '../database/database.ts';
import type { Approval, ApprovalAnswer, Approvals } from './store.ts';

/** What people are asked to approve elsewhere, and what they answered. */
export class SqlApprovals implements Approvals {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Puts one in, as a part of whatever is being written. */
  async put(to: Queries, { key, channel, expiresAt }: Approval): Promise<void> {
    await to.run('INSERT INTO approvals VALUES (?, ?, ?, NULL)', key, channel, expiresAt);
  }

  async answer(
    key: string,
    channels: readonly Approval['channel'][],
    answer: ApprovalAnswer,
  ): Promise<boolean> {
    const changed = await this.#db.run(
      `UPDATE approvals SET answer = ? WHERE key = ? AND answer IS NULL AND expires_at > ? AND channel IN (${channels.map(() => '?').join(', ')})`,
      JSON.stringify(answer),
      key,
      Date.now(),
      ...channels,
    );
    return changed === 1;
  }

  async answerTo(key: string): Promise<ApprovalAnswer | undefined> {
    const [row] = await this.#db.rows<{ answer: string | null }>(
      'SELECT answer FROM approvals WHERE key = ?',
      key,
    );
    return row?.answer ? (JSON.parse(row.answer) as ApprovalAnswer) : undefined;
  }
}
