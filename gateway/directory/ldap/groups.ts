// Whether somebody is in a group, by way of other groups too.
import { Filter } from 'ldapts';
import type { Reader } from './trips.ts';

/** Whether the person of an entry's name is in the group of another one's, however deep. */
export type Membership = (connection: Reader, dn: string, group: string) => Promise<boolean>;

const inChain = '1.2.840.113556.1.4.1941'; // LDAP_MATCHING_RULE_IN_CHAIN: [MS-ADTS] 3.1.1.3.4.4.3

/** Active Directory walks the nested groups itself. */
export const byChain: Membership = async ({ client }, dn, group) => {
  const filter = `(memberOf:${inChain}:=${Filter.escape(group)})`;
  const found = await client.search(dn, { scope: 'base', filter, attributes: ['1.1'] });
  return found.searchEntries.length > 0;
};

const greatestDepth = 10; // groups in groups; deeper than anybody can keep in mind

const partsOf = (dn: string): string[] => dn.toLowerCase().split(/(?<!\\),\s*/);

/** What two names have in common at their end: where groups of one lie that hold the other. */
const commonEnd = (one: string, other: string): string | undefined => {
  const [a, b] = [partsOf(one), partsOf(other)];
  let same = 0;
  while (same < Math.min(a.length, b.length) && a.at(-1 - same) === b.at(-1 - same)) same += 1;
  return same === 0 ? undefined : a.slice(a.length - same).join(',');
};

/**
 * Walks up from the person, group by group, by what groups say of their members: a `memberOf` is kept by some servers
 * only. Groups that hold each other end the walk as well as its greatest depth does.
 */
export const byWalking: Membership = async ({ client }, dn, group) => {
  const base = commonEnd(dn, group) ?? partsOf(group).slice(1).join(',');
  const goal = partsOf(group).join(',');
  const seen = new Set<string>();
  let level = [dn];
  for (let depth = 0; depth < greatestDepth && level.length > 0; depth += 1) {
    const holds = level.flatMap((one) =>
      ['member', 'uniqueMember'].map((attribute) => `(${attribute}=${Filter.escape(one)})`),
    );
    const filter = `(|${holds.join('')})`;
    const { searchEntries } = await client.search(base, { filter, attributes: ['1.1'] });
    const groups = searchEntries.map((entry) => entry.dn);
    if (groups.some((one) => partsOf(one).join(',') === goal)) return true;
    level = groups.filter((one) => !seen.has(one));
    for (const one of level) seen.add(one);
  }
  return false;
};
