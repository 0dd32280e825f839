// What the tables were before they had versions: people in one table with what they had registered, an audit log without
// seals, one queue for all channels, and flows in the clear.
import { randomUUID } from 'node:crypto';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { channelOf } from '../../tenant/channels.ts';
import { chainRoot, type Entry, sealOf } from '../store/audit.ts';
import type { Sealing } from './schema.ts';

type Row = Record<string, SQLInputValue>;

/** Tables of another shape than today's, by name, with all that is in them. */
export type Former = ReadonlyMap<string, readonly Row[]>;

const columnsOf = (db: DatabaseSync, table: string): string[] =>
  db
    .prepare('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map(({ name }) => String(name));

// The table, and the column by whose lack the former shape is known; without one, the table itself is former.
const shapes = [
  ['audit', 'seal'],
  ['outbox', 'channel'],
  ['people', undefined],
  ['methods', undefined],
  ['questions', undefined],
] as const;

/** Takes the tables that have another shape out of the way. */
export const setFormerAside = (db: DatabaseSync): Former => {
  const former = new Map<string, Row[]>();
  const isFormer = ([table, column]: (typeof shapes)[number]): boolean => {
    const columns = columnsOf(db, table);
    return columns.length > 0 && (column === undefined || !columns.includes(column));
  };
  // Those that others refer to go last.
  for (const [table] of shapes.filter(isFormer).toReversed()) {
    former.set(table, db.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all());
    db.exec(`DROP TABLE ${table}`);
  }
  return former;
};

const insert = (db: DatabaseSync, table: string, row: Row): void => {
  const names = Object.keys(row);
  const places = names.map(() => '?').join(', ');
  db.prepare(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${places}) ON CONFLICT DO NOTHING`,
  ).run(...Object.values(row));
};

// From now on nothing of it can be changed unseen; what was changed before can't be known.
const sealAudit = (db: DatabaseSync, secrets: Sealing, rows: readonly Row[]): void => {
  let last = chainRoot;
  for (const row of rows) {
    const { at, event, support_code: supportCode, username, detail } = row;
    last = sealOf(secrets, last, { at, event, supportCode, username, detail } as Entry);
    insert(db, 'audit', { ...row, seal: last });
  }
};

// The message itself says by which channel it goes. One that can't be opened couldn't be sent either.
const sortOutbox = (db: DatabaseSync, secrets: Sealing, rows: readonly Row[]): void => {
  for (const row of rows) {
    try {
      const { channel } = JSON.parse(secrets.open(row.sealed as Uint8Array)) as { channel: string };
      insert(db, 'outbox', { ...row, channel });
    } catch {
      insert(db, 'outbox', { ...row, channel: 'email' });
    }
  }
};

const contactKinds = ['email', 'sms', 'call-mobile', 'call-office'] as const;

const splitPeople = (db: DatabaseSync, former: Former): void => {
  for (const { confirmed_at = null, ...account } of former.get('people') ?? []) {
    insert(db, 'accounts', { contacts: '[]', ...account });
    if (confirmed_at !== null)
      insert(db, 'confirmations', { person: account.id!, at: confirmed_at });
  }
  for (const method of former.get('methods') ?? []) {
    const kind = contactKinds.find((one) => one === method.kind);
    if (!kind || method.value === null) continue;
    insert(db, 'registered_contacts', {
      id: randomUUID(),
      person: method.person!,
      channel: channelOf(kind),
      value: method.value!,
      verified_at: method.verified_at ?? null,
    });
  }
  for (const question of former.get('questions') ?? [])
    insert(db, 'registered_questions', question);
};

const sealFlows = (db: DatabaseSync, secrets: Sealing): void => {
  const clear = db.prepare("SELECT key, state FROM flows WHERE state LIKE '{%'").all();
  const put = db.prepare('UPDATE flows SET state = ? WHERE key = ?');
  for (const { key, state } of clear)
    put.run(secrets.seal(state as string).toString('base64'), key!);
};

/** Puts what was set aside into today's tables, and seals what is kept sealed today. */
export const sealFormerRows = (db: DatabaseSync, secrets: Sealing, former: Former): void => {
  sealAudit(db, secrets, former.get('audit') ?? []);
  sortOutbox(db, secrets, former.get('outbox') ?? []);
  splitPeople(db, former);
  sealFlows(db, secrets);
};
