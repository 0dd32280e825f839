// Addresses and numbers as people type them, checked before anything is sent there.
import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  type NumberType,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import * as z from 'zod';
import type { Tenant } from '../tenant/tenant.ts';
import type { ContactKind } from './flow/state.ts';

/** A contact that can be used, or what is wrong with it. */
export type ReadContact = { value: string } | { problem: 'format' | 'own-domain' | 'not-mobile' };

type Organization = Pick<Tenant, 'organization'>;

const address = z.email().max(254);

// Whoever can't sign in can't read the organisation's own mail either.
const mail = (typed: string, { organization }: Organization): ReadContact => {
  const result = address.safeParse(typed.trim());
  if (!result.success) return { problem: 'format' };
  const domain = result.data.split('@')[1]!.toLowerCase();
  const own = organization.domains.some((one) => domain === one || domain.endsWith(`.${one}`));
  return own ? { problem: 'own-domain' } : { value: result.data };
};

// A premium number would make somebody rich with every text or call (GSMA: artificially inflated traffic).
const mobile = new Set<NumberType>(['MOBILE', 'FIXED_LINE_OR_MOBILE']);
const office = new Set<NumberType>([...mobile, 'FIXED_LINE', 'VOIP']);

const longestExtension = 8; // digits

const number = (
  typed: string,
  isOffice: boolean,
  country: CountryCode | undefined,
): ReadContact => {
  const parsed = parsePhoneNumberFromString(typed.normalize('NFKC'), country);
  if (!parsed?.isValid()) return { problem: 'format' };
  const { ext, number: value } = parsed;
  if (!isOffice) {
    // A text finds no extension.
    if (ext) return { problem: 'format' };
    return mobile.has(parsed.getType()) ? { value } : { problem: 'not-mobile' };
  }
  if (!office.has(parsed.getType()) || (ext?.length ?? 0) > longestExtension)
    return { problem: 'format' };
  return { value: ext ? `${value} x${ext}` : value };
};

const countryFrom = (asked: string | undefined, { organization }: Organization) =>
  [asked?.toUpperCase(), organization.countryCode].find(
    (code): code is CountryCode => code !== undefined && isSupportedCountry(code),
  );

/**
 * Reads an address, or a number in any spelling, with its extension where a desk can have one. A national number is one of
 * the country that was chosen, else of the organisation's.
 */
export const contactFrom = (
  kind: ContactKind,
  typed: string,
  tenant: Organization,
  country?: string,
): ReadContact =>
  kind === 'email'
    ? mail(typed, tenant)
    : number(typed, kind === 'call-office', countryFrom(country, tenant));

const countries = getCountries().map((country) => ({
  country,
  code: getCountryCallingCode(country),
}));

/** What a person can choose a number's country from, and which is chosen at first. Nothing for an address. */
export const countryChoice = (
  kind: ContactKind,
  { organization, gateway }: Pick<Tenant, 'organization' | 'gateway'>,
) => {
  if (kind === 'email') return {};
  const served = gateway?.limits?.countries;
  const open = served ? countries.filter(({ country }) => served.includes(country)) : countries;
  return { country: organization.countryCode, countries: open };
};
