import { randomUUID } from 'node:crypto';
import type { Queries } from '../database/database.ts';
import type { Channel, RegisteredContact } from './registrations.ts';

type Row = { id: string; channel: Channel; value: string; verified_at: number | null };

/** An address or a number on its way in. */
export type NewContact = Pick<Row, 'channel' | 'value'>;

/** What whoever replaces all of something has locked. */
export const ownedBy = (person: string): string => `registrations of ${person}`;

/** A person's addresses and numbers, in the order in which they came. */
export const contactsIn = async (from: Queries, person: string): Promise<RegisteredContact[]> => {
  const sql = 'SELECT * FROM registered_contacts WHERE person = ? ORDER BY rowid';
  const rows = await from.rows<Row>(sql, person);
  return rows.map(({ id, channel, value, verified_at }) => ({
    id,
    channel,
    value,
    verifiedAt: verified_at ?? undefined,
  }));
};

/** Takes one away; resolves with how many there were. */
export const forgetContact = (from: Queries, person: string, id: string): Promise<number> =>
  from.run('DELETE FROM registered_contacts WHERE person = ? AND id = ?', person, id);

/** Puts one in. One that is there already is as if it were new. `verifiedAt` is Unix time in milliseconds. */
export const putContact = (
  to: Queries,
  person: string,
  { channel, value }: NewContact,
  verifiedAt: number | null,
): Promise<number> =>
  to.run(
    'INSERT INTO registered_contacts (id, person, channel, value, verified_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (person, channel, value) DO UPDATE SET id = excluded.id, verified_at = excluded.verified_at',
    randomUUID(),
    person,
    channel,
    value,
    verifiedAt,
  );

/** Everybody for whom an address or a number is registered. */
export const registrantsIn = async (from: Queries): Promise<string[]> => {
  const sql = 'SELECT DISTINCT person FROM registered_contacts ORDER BY person';
  return (await from.rows<{ person: string }>(sql)).map(({ person }) => person);
};
