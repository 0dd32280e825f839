// A person as the flows need them: the account in the directory, with what is registered beside it.
import { channelOf } from '../tenant/channels.ts';
import type { Gateway } from './context.ts';
import type { Account } from './directory/directory.ts';
import type { Registered, RegisteredContact } from './registrations/registrations.ts';

/** A contact; one that only the directory knows can be overruled, but not removed. */
export type PersonContact = RegisteredContact & { fromDirectory?: true };

/** An account with what is registered for it. */
export type Person = Omit<Account & Registered, 'contacts'> & { contacts: PersonContact[] };

type Sources = Pick<Gateway, 'directory' | 'registrations'>;

const directoryContacts = ({ contacts }: Account): PersonContact[] =>
  contacts.map(({ kind, value }, index) => ({
    id: `directory-${index}`,
    channel: channelOf(kind),
    value,
    fromDirectory: true,
  }));

/**
 * Puts an account and its registrations together. What a person registered is newer than what the directory knows: a channel
 * that has something registered takes nothing from the directory.
 */
export const personFrom = (account: Account, registered: Registered): Person => {
  const taken = new Set(registered.contacts.map(({ channel }) => channel));
  const { contacts: _, ...rest } = account;
  return {
    ...rest,
    ...registered,
    contacts: [
      ...registered.contacts,
      ...directoryContacts(account).filter(({ channel }) => !taken.has(channel)),
    ],
  };
};

/** An account with what is registered for it. */
export const completed = async (
  { registrations }: Pick<Gateway, 'registrations'>,
  account: Account | undefined,
): Promise<Person | undefined> =>
  account && personFrom(account, await registrations.read(account.id));

/** The person under a normalised user name. @throws DirectoryUnavailable */
export const findPerson = async (sources: Sources, username: string): Promise<Person | undefined> =>
  completed(sources, await sources.directory.find(username));

/** The person behind an account's id. @throws DirectoryUnavailable */
export const readPerson = async (sources: Sources, id: string): Promise<Person | undefined> =>
  completed(sources, await sources.directory.read(id));

/**
 * Whose a name is that somebody typed. One account may have several: under all of them it's counted as one, by the name
 * that its directory gives it. A name that nobody has is one under all its spellings, too: else whoever tries two of them
 * would learn from two decoys, or from one lock, that it's nobody's. @throws DirectoryUnavailable
 */
export const whose = async (
  { directory }: Pick<Gateway, 'directory'>,
  name: string,
): Promise<{ username: string; account?: Account }> => {
  const account = await directory.find(name);
  const nobodys = directory.oneSpelling?.(name) ?? name;
  return { username: account?.username ?? nobodys, account };
};
