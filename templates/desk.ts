import { anyOf } from '../locales/words.ts';
import { dialAddress } from '../tenant/addresses.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { isolate, type Link, type Place } from './letter.ts';

/** The ways to reach the help desk, each with the address that calls it. The tenant file has at least one. */
export const deskLinks = ({ support }: Pick<Tenant, 'support'>): Link[] => {
  const { phone, email, url } = support;
  return [
    ...(phone ? [{ text: phone, url: dialAddress(phone) }] : []),
    ...(email ? [{ text: email, url: `mailto:${email}` }] : []),
    ...(url ? [{ text: url, url }] : []),
  ];
};

/** The same as a phrase: "this, that or that". */
export const deskWays = ({ tenant, locale }: Place): string =>
  anyOf(
    locale,
    deskLinks(tenant).map(({ text }) => isolate(text)),
  );
