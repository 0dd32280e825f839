import type { Locale } from '../locales/languages.ts';
import type { Gateway } from './context.ts';
import type { Message } from './store/store.ts';

/** "Your password was reset", to every mail address of a person: the primary one and the registered ones. */
export const notices = async (
  { tenant, directory }: Pick<Gateway, 'tenant' | 'directory'>,
  personId: string,
  locale: Locale,
): Promise<Message[]> => {
  if (!tenant.policy.notify.user) return [];
  const person = await directory.read(personId);
  if (!person) return [];
  const registered = person.methods
    .filter(({ kind }) => kind === 'email')
    .map(({ value }) => value);
  const addresses = new Set([person.email, ...registered].filter((one) => one !== undefined));
  const data = { username: person.username, at: new Date().toISOString() };
  return [...addresses].map((to) => ({
    channel: 'email',
    to,
    letter: 'password-reset',
    locale: person.locale ?? locale,
    data,
  }));
};
