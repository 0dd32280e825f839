// The leaves of the tenant file. A message is always the phrase that says what is wanted.
import { parse } from '../brand/colors.ts';
import * as z from 'zod';

export { dnsName, httpsUrl } from '../../backends/values.ts';

// Control characters break mail headers and files; bidi controls make a text look like another (Trojan Source).
const unsafe = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** One line of text from 1 to `max` characters, without control or direction-changing characters. */
export const line = (max: number, least = 1) => {
  const error = `one line of text, ${least} to ${max} characters, without control characters`;
  return z
    .string({ error })
    .min(least, { error })
    .max(max, { error })
    .refine((value) => !unsafe.test(value), { error })
    .refine((value) => value.trim() !== '', { error });
};

/** A whole number from `min` to `max`. */
export const whole = (min: number, max: number) => {
  const error = `a whole number from ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
};

/** `true` or `false`. */
export const flag = z.boolean({ error: 'true or false' });

const slugWant = 'lower-case letters, digits and hyphens, up to 63, starting with a letter';
/** A name for folders and files. */
export const slug = z
  .string({ error: slugWant })
  .regex(/^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/, { error: slugWant });

const emailWant = 'one email address, such as helpdesk@contoso.com';
/** Exactly one email address. */
export const email = z.email({ error: emailWant }).max(254, { error: emailWant });

const phoneWant = 'a telephone number, such as +31 20 555 01 23';
/** A telephone number as people write it; an extension may follow. Behind a country's code no zero is dialled: no `(0)`. */
export const phone = z
  .string({ error: phoneWant })
  .regex(/^(?!\+.*\(0\))\+?[0-9][0-9 ().\-/]{2,28}(?: ?(?:x|ext\.?) ?[0-9]{1,8})?$/, {
    error: phoneWant,
  });

const dateWant = 'a date as YYYY-MM-DD, such as 2027-03-01';
/** A calendar day. */
export const day = z.iso.date({ error: dateWant });

const opaque = (value: string): boolean => {
  const color = parse(value);
  return color !== undefined && (color.alpha ?? 1) === 1;
};
const colorWant = 'an opaque CSS colour, such as #005fb8, rgb(0 95 184) or oklch(0.5 0.16 255)';
/** An opaque CSS colour in any notation. */
export const color = z
  .string({ error: colorWant })
  .max(64, { error: colorWant })
  .refine(opaque, { error: colorWant });

/** A file beside the tenant file: a relative path that stays in its folder, with one of these endings. */
export const fileBeside = (...endings: string[]) => {
  const error = `a path of a ${endings.join(', ')} file beside the tenant file, such as ./logo${endings[0]}`;
  const inside = (path: string): boolean =>
    !/^([/\\]|[a-z]:)|\\|\p{Cc}/iu.test(path) &&
    !path.split('/').includes('..') &&
    endings.some((ending) => path.toLowerCase().endsWith(ending));
  return z.string({ error }).min(1, { error }).max(255, { error }).refine(inside, { error });
};
