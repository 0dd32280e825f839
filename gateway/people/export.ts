// People as a table that can be taken in again.
import { stringify } from 'csv-stringify/sync';
import type { Database } from '../database/database.ts';
import type { Directory } from '../directory/directory.ts';
import { type Profile, profilesIn } from '../directory/profiles.ts';
import type { Channel, RegisteredContact } from '../registrations/registrations.ts';
import { contactsIn, registrantsIn } from '../registrations/sql-contacts.ts';
import { type Column, columns, contactColumns } from './columns.ts';
import { between } from './entry.ts';
import type { PeopleRoom } from './import.ts';

type Row = Partial<Record<Column, string>>;

const rowOf = (profile: Profile, contacts: readonly RegisteredContact[]): Row => ({
  ...profile,
  ...Object.fromEntries(
    (Object.entries(contactColumns) as [Channel, Column][]).map(([channel, column]) => [
      column,
      contacts
        .filter((one) => one.channel === channel)
        .map(({ value }) => value)
        .join(` ${between} `),
    ]),
  ),
});

const fromDirectory = async (db: Database, directory: Directory): Promise<Row[]> => {
  const rows: Row[] = [];
  for (const id of await registrantsIn(db)) {
    const account = await directory.read(id);
    if (account) rows.push(rowOf(account, await contactsIn(db, id)));
  }
  return rows;
};

const fromStore = async (db: Database): Promise<Row[]> => {
  const rows: Row[] = [];
  for (const profile of await profilesIn(db))
    rows.push(rowOf(profile, await contactsIn(db, profile.username)));
  return rows;
};

/**
 * Everybody with the addresses and numbers that are registered for them: in front of another directory those who have
 * some, else all accounts. What only a person can have, a passkey or an app, is in no table.
 */
export const peopleRows = ({ db, directory }: Omit<PeopleRoom, 'secrets'>): Promise<Row[]> =>
  directory ? fromDirectory(db, directory) : fromStore(db);

/**
 * Rows as CSV for a spreadsheet: it begins with the mark by which Excel knows UTF-8, and what a spreadsheet would carry out
 * as a formula has a ' before it (OWASP, CSV Injection).
 */
export const peopleCsv = (rows: readonly Row[], delimiter = ','): string =>
  stringify([...rows], {
    header: true,
    columns: [...columns],
    delimiter,
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
