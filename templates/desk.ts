import { anyOf } from '../locales/words.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { isolate, type LetterInput, type Link } from './letter.ts';

// RFC 3966: digits alone, and an extension after them.
const dialled = (phone: string): string =>
  phone.replace(/ ?(?:x|ext\.?) ?/i, ';ext=').replace(/[^+\d;=a-z]/g, '');

/** The ways to reach the help desk, each with the address that calls it. The tenant file has at least one. */
export const deskLinks = ({ support }: Pick<Tenant, 'support'>): Link[] => {
  const { phone, email, url } = support;
  return [
    ...(phone ? [{ text: phone, url: `tel:${dialled(phone)}` }] : []),
    ...(email ? [{ text: email, url: `mailto:${email}` }] : []),
    ...(url ? [{ text: url, url }] : []),
  ];
};

/** The same as a phrase: "this, that or that". */
export const deskWays = ({ tenant, locale }: Pick<LetterInput, 'tenant' | 'locale'>): string =>
  anyOf(
    locale,
    deskLinks(tenant).map(({ text }) => isolate(text)),
  );
