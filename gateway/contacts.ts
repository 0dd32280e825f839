// Addresses and numbers as people type them, checked before anything is sent there.
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import * as z from 'zod';
import type { Tenant } from '../tenant/tenant.ts';
import type { ContactKind } from './flow/state.ts';

/** A contact that can be used, or what is wrong with it. */
export type Contact = { value: string } | { problem: 'format' | 'own-domain' | 'not-mobile' };

const address = z.email().max(254);

// Whoever can't sign in can't read the organisation's own mail either.
const mail = (typed: string, { organization }: Tenant): Contact => {
  const result = address.safeParse(typed.trim());
  if (!result.success) return { problem: 'format' };
  const domain = result.data.split('@')[1]!.toLowerCase();
  const own = organization.domains.some((one) => domain === one || domain.endsWith(`.${one}`));
  return own ? { problem: 'own-domain' } : { value: result.data };
};

// A premium number would make somebody rich with every text (GSMA: artificially inflated traffic).
const textable = new Set(['MOBILE', 'FIXED_LINE_OR_MOBILE']);

const number = (typed: string, { organization }: Tenant): Contact => {
  const country = organization.countryCode as CountryCode | undefined;
  const parsed = parsePhoneNumberFromString(typed.normalize('NFKC'), country);
  if (!parsed?.isValid()) return { problem: 'format' };
  return textable.has(parsed.getType() ?? '')
    ? { value: parsed.number }
    : { problem: 'not-mobile' };
};

/** Reads an address, or a number in any spelling; national numbers are those of the organisation's country. */
export const contactFrom = (kind: ContactKind, typed: string, tenant: Tenant): Contact =>
  kind === 'email' ? mail(typed, tenant) : number(typed, tenant);
