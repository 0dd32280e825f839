// People of the embedded directory without their passwords: what is entered and read in bulk.
import type { Locale } from '../../locales/languages.ts';
import type { Queries } from '../database/database.ts';

/** A person in the embedded directory. The user name is the account's id, too. */
export type Profile = { username: string; name: string; email?: string; locale?: Locale };

type Row = { username: string; name: string; email: string | null; locale: Locale | null };

const select = 'SELECT username, name, email, locale FROM accounts';

const profileOf = ({ username, name, email, locale }: Row): Profile => ({
  username,
  name,
  email: email ?? undefined,
  locale: locale ?? undefined,
});

/** The profile under a normalised user name. */
export const profileIn = async (from: Queries, username: string): Promise<Profile | undefined> => {
  const [row] = await from.rows<Row>(`${select} WHERE id = ?`, username);
  return row && profileOf(row);
};

/** All of them, by name. */
export const profilesIn = async (from: Queries): Promise<Profile[]> =>
  (await from.rows<Row>(`${select} ORDER BY username`)).map(profileOf);

/** What whoever puts a person anew has locked. */
export const accountOf = (username: string): string => `account of ${username}`;

/** Puts a person in, without a password: they choose one by a reset. Who is there already keeps theirs. */
export const putProfile = async (
  to: Queries,
  { username, name, email, locale }: Profile,
): Promise<void> => {
  await to.run(
    "INSERT INTO accounts (id, username, name, email, locale, contacts, password) VALUES (?, ?, ?, ?, ?, '[]', '') ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email, locale = excluded.locale",
    username,
    username,
    name,
    email ?? null,
    locale ?? null,
  );
};
