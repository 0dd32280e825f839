// Who the administrators are: the members of their group, by way of other groups too, and those whom the directory marks.
import type { Entry } from 'ldapts';
import type { Account } from '../directory.ts';
import { type Connection, isRefusal } from './connection.ts';
import { valuesOf } from './entry.ts';
import { anyoneFilter, personWith } from './filters.ts';
import type { Dialect, People } from './people.ts';
import type { LdapSettings } from './settings.ts';

const most = 100; // as in the reference product: nobody writes to more

const noSuchObject = 32; // RFC 4511, appendix A

const memberAttributes = ['member', 'uniqueMember'];

/** Reads the administrators' accounts, at most a hundred. */
export const administratorsOf = (settings: LdapSettings, dialect: Dialect, people: People) => {
  const { base, administrators } = settings;
  const attributes = [...people.attributes, ...memberAttributes];
  const options = { attributes, explicitBufferAttributes: dialect.binary };

  // A name in a group may be that of somebody who is gone.
  const entryAt = async ({ client }: Connection, dn: string, filter: string) => {
    try {
      const found = await client.search(dn, { ...options, scope: 'base', filter });
      return found.searchEntries[0];
    } catch (error) {
      if (isRefusal(error) && error.code === noSuchObject) return undefined;
      throw error;
    }
  };

  // Whoever isn't one of the people may be a group of them. Groups that hold each other are read once.
  const membersOf = async (connection: Connection, group: string): Promise<Entry[]> => {
    const found: Entry[] = [];
    const waiting = [group];
    const seen = new Set<string>();
    for (let dn = waiting.shift(); dn !== undefined && found.length < most; dn = waiting.shift()) {
      if (seen.has(dn.toLowerCase())) continue;
      seen.add(dn.toLowerCase());
      const person = await entryAt(connection, dn, anyoneFilter(settings));
      if (person) {
        found.push(person);
        continue;
      }
      const entry = await entryAt(connection, dn, '(objectClass=*)');
      if (entry) waiting.push(...memberAttributes.flatMap((name) => valuesOf(entry, name)));
    }
    return found;
  };

  const marked = async ({ client }: Connection): Promise<Entry[]> => {
    if (!dialect.administrators) return [];
    const filter = personWith(settings, dialect.administrators);
    return (await client.search(base, { ...options, filter, sizeLimit: 0, paged: true }))
      .searchEntries;
  };

  return async (connection: Connection): Promise<Account[]> => {
    const members = administrators ? await membersOf(connection, administrators.group) : [];
    const all = [...members, ...(await marked(connection))];
    const once = [...new Map(all.map((entry) => [entry.dn.toLowerCase(), entry])).values()];
    return Promise.all(
      once
        .filter((entry) => !dialect.disabled(entry))
        .slice(0, most)
        .map((entry) => people.account(connection, entry)),
    );
  };
};
