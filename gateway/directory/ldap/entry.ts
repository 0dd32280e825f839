// An entry of an LDAP directory as the gateway knows people.
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import type { Entry } from 'ldapts';
import { type Locale, localeCodes } from '../../../locales/languages.ts';
import type { Account, Contact } from '../directory.ts';
import type { AttributeNames, LdapSettings } from './settings.ts';

/** The values of an attribute as text, in whatever way the name is spelled; none where it isn't there. */
export const valuesOf = (entry: Entry, name: string): string[] => {
  const key = Object.keys(entry).find((one) => one.toLowerCase() === name.toLowerCase());
  const value = key === undefined ? [] : entry[key]!;
  return (Array.isArray(value) ? value : [value]).map(String).filter((text) => text !== '');
};

/** The first value of an attribute. */
export const valueOf = (entry: Entry, name: string): string | undefined => valuesOf(entry, name)[0];

/** The attributes that an account is made of. */
export const wanted = (names: AttributeNames): string[] => Object.values(names).flat();

const localeOf = (text: string | undefined): Locale | undefined =>
  localeCodes.find((code) => code === text?.toLowerCase().split(/[-_,;]/)[0]);

// A premium number would make somebody rich with every text (GSMA: artificially inflated traffic).
const textable = new Set(['MOBILE', 'FIXED_LINE_OR_MOBILE']);

type Numbers = Pick<LdapSettings, 'countryCode'>;

/**
 * A number in any spelling as E.164; numbers without a country are those of the organisation's. An extension follows
 * as `x12`. Undefined for what can't be dialled, and for a mobile that can't get texts.
 */
const numberFrom = (
  written: string,
  use: 'mobile' | 'office',
  { countryCode }: Numbers,
): string | undefined => {
  const country = countryCode as CountryCode | undefined;
  const parsed = parsePhoneNumberFromString(written.normalize('NFKC'), country);
  if (!parsed?.isValid()) return undefined;
  if (use === 'mobile') return textable.has(parsed.getType() ?? '') ? parsed.number : undefined;
  return parsed.ext ? `${parsed.number}x${parsed.ext}` : parsed.number;
};

// Whoever can't sign in can't read the organisation's own mail either.
const elsewhere = (address: string, domains: readonly string[]): boolean => {
  const domain = address.toLowerCase().split('@')[1];
  return (
    domain !== undefined && !domains.some((one) => domain === one || domain.endsWith(`.${one}`))
  );
};

// One address, and nothing that a mail server could take for two.
const address = /^[^\s@,;|<>"()[\]\\]+@[^\s@,;|<>"()[\]\\]+\.[^\s@,;|<>"()[\]\\]+$/;

const contactsOf = (entry: Entry, settings: LdapSettings): Contact[] => {
  const { email, otherEmail, mobile, office } = settings.attributes;
  const all = (names: string[]): string[] => names.flatMap((name) => valuesOf(entry, name));
  const addresses = all([...otherEmail, email])
    .map((one) => one.trim())
    .filter((one) => address.test(one) && elsewhere(one, settings.domains));
  const numbers = (names: string[], use: 'mobile' | 'office'): string[] =>
    all(names).flatMap((one) => numberFrom(one, use, settings) ?? []);
  const mobiles = numbers(mobile, 'mobile');
  const as = (kind: Contact['kind'], values: string[]): Contact[] =>
    [...new Set(values)].map((value) => ({ kind, value }));
  return [
    ...as('email', addresses),
    // Good for calls too: a contact counts by its channel.
    ...as('sms', mobiles),
    ...as('call-office', numbers(office, 'office')),
  ];
};

/** What an entry says of a person; the kind of directory adds what it alone knows. */
export const accountFrom = (
  entry: Entry,
  settings: LdapSettings,
  own: Pick<Account, 'id' | 'disabled'>,
): Account => {
  const { username, name, email, locale } = settings.attributes;
  const login = valueOf(entry, username) ?? entry.dn;
  const primary = valueOf(entry, email)?.trim();
  return {
    ...own,
    username: login,
    name: name.map((one) => valueOf(entry, one)).find(Boolean) ?? login,
    locale: localeOf(valueOf(entry, locale)),
    email: primary !== undefined && address.test(primary) ? primary : undefined,
    contacts: contactsOf(entry, settings),
  };
};
