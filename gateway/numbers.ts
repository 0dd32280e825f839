// Where a number leads, as far as that decides what is sent there. Whoever earns by texts to numbers of their own has
// bought them in rows, and mostly where a text is dear (GSMA: artificially inflated traffic).
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Tenant } from '../tenant/tenant.ts';

const digitsOf = (number: string): string => number.replace(/x.*$/, '').replace(/\D/g, '');

/** What a number has in common with those that differ in their last four digits alone. */
export const rowOf = (number: string): string => digitsOf(number).slice(0, -4);

/** What it has in common with a million others: about as many as one company is given at once. */
export const rangeOf = (number: string): string => digitsOf(number).slice(0, -6);

/** The country that a number belongs to (ISO 3166), or the code of those that belong to none, such as +883. */
export const countryOf = (number: string): string => {
  const parsed = parsePhoneNumberFromString(number);
  return parsed?.country ?? `+${parsed?.countryCallingCode ?? ''}`;
};

/** Whether the tenant sends texts and calls to a number's country. */
export const isServed = ({ gateway }: Pick<Tenant, 'gateway'>, number: string): boolean =>
  gateway?.limits?.countries?.includes(countryOf(number)) ?? true;
