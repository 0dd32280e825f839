// Search filters. Whatever comes from a person is escaped (RFC 4515, section 3), never trusted to be a name.
import { AndFilter, EqualityFilter, Filter, FilterParser } from 'ldapts';
import type { LdapSettings } from './settings.ts';

type Names = Pick<LdapSettings, 'userFilter' | 'domains'>;

/**
 * A name's part before the @, if what is behind it is a domain of ours; else the whole of it, which no short name is. Two
 * of them make it nobody's: its issuer may hold `ada@contoso.com@evil.test` for somebody else than Ada.
 */
const localPart = (username: string, domains: readonly string[]): string => {
  const [local, domain, ...more] = username.split('@');
  const ours = domain !== undefined && domains.includes(domain.toLowerCase());
  return ours && more.length === 0 ? local! : username;
};

/** One spelling for all names that the filter can't tell apart: those with the same part before a domain of ours. */
export const oneSpelling = (username: string, { userFilter, domains }: Names): string => {
  const local = localPart(username, domains);
  return local === username || !userFilter.includes('{local}')
    ? username
    : `${local.trim()}@${domains[0]}`;
};

/** The filter that finds the person of a name. */
export const nameFilter = (username: string, { userFilter, domains }: Names): string => {
  const parts: Record<string, string> = { username, local: localPart(username, domains) };
  return userFilter.replace(/\{(username|local)\}/g, (_all, part: string) =>
    Filter.escape(parts[part]!),
  );
};

/** The part of the user filter that says who people are at all, whatever their name. */
export const anyoneFilter = ({ userFilter }: Pick<LdapSettings, 'userFilter'>): string =>
  userFilter.replace(/\{(username|local)\}/g, '*');

/** An attribute that has this value, as it is; bytes are bytes. */
export const equals = (attribute: string, value: string | Buffer): Filter =>
  new EqualityFilter({ attribute, value });

/** One of the people, and this too. */
export const personWith = (settings: Pick<LdapSettings, 'userFilter'>, filter: Filter): Filter =>
  new AndFilter({ filters: [FilterParser.parseString(anyoneFilter(settings)), filter] });

/** What is wrong with a user filter, or undefined. */
export const brokenFilter = (settings: Pick<LdapSettings, 'userFilter'>): string | undefined => {
  try {
    FilterParser.parseString(anyoneFilter(settings));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};
