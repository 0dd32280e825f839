// What a line of a table would change, beside what is there.
import type { Profile } from '../directory/profiles.ts';
import type { Channel, RegisteredContact } from '../registrations/registrations.ts';
import type { NewContact } from '../registrations/sql-contacts.ts';
import { type Column, contactColumns } from './columns.ts';
import type { Entry } from './entry.ts';

/** What is to be written for one person. `what` are the columns that change; `kept` those that would have, and don't. */
export type Change = {
  profile?: Profile;
  add: NewContact[];
  remove: RegisteredContact[];
  what: Column[];
  kept: Column[];
};

const fields = ['name', 'email', 'locale'] as const;

/** The person's own fields, where any is another one. Without a name nobody is put in. */
const profileChange = (entry: Entry, present: Profile | undefined): Change => {
  const { username, name = present?.name ?? '', email, locale } = entry;
  const what = fields.filter((key) => entry[key] !== undefined && entry[key] !== present?.[key]);
  const none = { add: [], remove: [], kept: [] };
  if (present && what.length === 0) return { ...none, what: [] };
  const profile = {
    username,
    name,
    email: email ?? present?.email,
    locale: locale ?? present?.locale,
  };
  return { ...none, profile, what };
};

// Whoever entered it by hand may have set it apart with spaces.
const bare = (value: string): string => value.replaceAll(/\s/g, '').toLowerCase();

const contactChange = (
  change: Change,
  channel: Channel,
  wanted: readonly string[],
  present: readonly RegisteredContact[],
  replace: boolean,
): void => {
  const there = present.filter((one) => one.channel === channel);
  const missing = wanted.filter((value) => !there.some((one) => bare(one.value) === bare(value)));
  const surplus = there.filter((one) => !wanted.some((value) => bare(one.value) === bare(value)));
  if (missing.length + surplus.length === 0) return;
  // It was proved to be theirs, and may well be newer than the table.
  if (!replace && surplus.some(({ verifiedAt }) => verifiedAt !== undefined)) {
    change.kept.push(contactColumns[channel]);
    return;
  }
  change.what.push(contactColumns[channel]);
  change.add.push(...missing.map((value) => ({ channel, value })));
  change.remove.push(...surplus);
};

/**
 * Compares a line with what is there: `profile` where accounts are in the gateway's own store, `contacts` as they are
 * registered. `replace` goes over what people have proved to be theirs, too.
 */
export const changeFor = (
  entry: Entry,
  present: { profile?: Profile; contacts: readonly RegisteredContact[] },
  { embedded, replace }: { embedded: boolean; replace: boolean },
): Change => {
  const change: Change = embedded
    ? profileChange(entry, present.profile)
    : { add: [], remove: [], what: [], kept: [] };
  for (const [channel, wanted] of Object.entries(entry.contacts) as [Channel, string[]][])
    contactChange(change, channel, wanted, present.contacts, replace);
  return change;
};
