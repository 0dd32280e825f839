import type { Locale } from '../locales/languages.ts';
import type { Gateway } from './context.ts';
import type { Person } from './person.ts';
import type { Message } from './store/store.ts';

// The primary address and the registered ones.
const addressesOf = ({ email, contacts }: Person): string[] => {
  const registered = contacts
    .filter(({ channel }) => channel === 'email')
    .map(({ value }) => value);
  return [...new Set([email, ...registered])].filter((one) => one !== undefined);
};

type Told = 'password-reset' | 'unlocked' | 'methods-changed';

/** A notice to every mail address of a person, in their own language: what happened, and when. Never a secret. */
export const noticesTo = (
  { tenant }: Pick<Gateway, 'tenant'>,
  person: Person,
  letter: Told,
  locale: Locale,
): Message[] =>
  tenant.policy.notify.user
    ? addressesOf(person).map((to) => ({
        channel: 'email',
        to,
        letter,
        locale: person.locale ?? locale,
        data: { username: person.username, at: new Date().toISOString() },
      }))
    : [];

/**
 * Where an administrator's own password was reset: a notice to every other one, at their primary address. Whoever has got
 * hold of that account has got hold of everybody's. @throws DirectoryUnavailable
 */
export const noticesToAdministrators = async (
  { tenant, directory }: Pick<Gateway, 'tenant' | 'directory'>,
  person: Person,
): Promise<Message[]> => {
  if (!tenant.policy.notify.admins || !person.administrator) return [];
  const all = (await directory.administrators?.()) ?? [];
  const data = { username: person.username, at: new Date().toISOString() };
  return all
    .filter(({ id, email }) => id !== person.id && email !== undefined)
    .map(({ email: to, locale = tenant.defaultLocale }) => ({
      channel: 'email',
      to,
      letter: 'administrator-reset',
      locale,
      data,
    }));
};
