// Finding people in an LDAP directory.
import type { Entry, Filter, SearchOptions } from 'ldapts';
import type { Account } from '../directory.ts';
import { accountFrom, wanted } from './entry.ts';
import { nameFilter, personWith } from './filters.ts';
import type { Membership } from './groups.ts';
import type { LdapSettings } from './settings.ts';
import type { Reader } from './trips.ts';

/** What sets one kind of LDAP directory apart, as far as people are read. */
export type Dialect = {
  /** Attributes that this kind reads beside the account's. */
  attributes: string[];
  /** Of these, those whose bytes count. */
  binary: string[];
  /** The lasting id of an entry; names change. */
  idOf(entry: Entry): string;
  /** The filter that finds an entry by its id. */
  byId(id: string): Filter;
  disabled(entry: Entry): boolean;
  /** Whether the entry itself says that it's an administrator's. */
  administrator(entry: Entry): boolean;
  /** Finds those entries, where there are any. */
  administrators?: Filter;
  isIn: Membership;
};

/** People as one kind of directory has them. */
export type People = {
  /** The attributes that an account is made of. */
  attributes: string[];
  byName(connection: Reader, username: string): Promise<Entry | undefined>;
  byId(connection: Reader, id: string): Promise<Entry | undefined>;
  account(connection: Reader, entry: Entry): Promise<Account>;
};

/** Reads people. Referrals are not followed: they would take the account's password to another host. */
export const peopleOf = (settings: LdapSettings, dialect: Dialect): People => {
  const { base, log, scope, administrators } = settings;
  const attributes = [...wanted(settings.attributes), ...dialect.attributes];
  const options: SearchOptions = {
    attributes,
    explicitBufferAttributes: dialect.binary,
    // A second one is enough to know that a name isn't anybody's alone.
    sizeLimit: 2,
    timeLimit: Math.ceil(settings.timeout / 1000),
  };
  const one = async ({ client }: Reader, filter: Filter | string): Promise<Entry | undefined> => {
    const { searchEntries } = await client.search(base, { ...options, filter });
    if (searchEntries.length > 1)
      log({
        level: 'warning',
        message: 'a name belongs to several entries',
        names: searchEntries.map(({ dn }) => dn),
      });
    return searchEntries.length === 1 ? searchEntries[0] : undefined;
  };
  const isIn = async (connection: Reader, dn: string, group: string | undefined) =>
    group !== undefined && dialect.isIn(connection, dn, group);
  return {
    attributes,
    byName: (connection, username) => one(connection, nameFilter(username, settings)),
    byId: (connection, id) => one(connection, personWith(settings, dialect.byId(id))),
    account: async (connection, entry) => ({
      ...accountFrom(entry, settings, {
        id: dialect.idOf(entry),
        disabled: dialect.disabled(entry),
      }),
      eligible: !scope || (await isIn(connection, entry.dn, scope.group)),
      administrator:
        dialect.administrator(entry) || (await isIn(connection, entry.dn, administrators?.group)),
    }),
  };
};
