// What the columns of a table of people are called, here and in the systems that such tables come from.
import { closest, distance } from 'fastest-levenshtein';
import type { Channel } from '../registrations/registrations.ts';

/** The columns, by the headings that are written. */
export const columns = [
  'username',
  'name',
  'email',
  'mobile',
  'office phone',
  'alternate email',
  'locale',
] as const;

/** What a column holds. */
export type Column = (typeof columns)[number];

/** The columns of addresses and numbers that codes are sent to, by where they arrive. */
export const contactColumns = {
  mobile: 'mobile',
  office: 'office phone',
  email: 'alternate email',
} as const satisfies Record<Channel, Column>;

// As Entra, Active Directory and Google write them, and people.
const others: Record<string, Column> = {
  user: 'username',
  userprincipalname: 'username',
  upn: 'username',
  login: 'username',
  signinname: 'username',
  displayname: 'name',
  fullname: 'name',
  mail: 'email',
  emailaddress: 'email',
  primaryemail: 'email',
  mobilephone: 'mobile',
  mobilenumber: 'mobile',
  authenticationphone: 'mobile',
  office: 'office phone',
  telephonenumber: 'office phone',
  businessphone: 'office phone',
  alternateemailaddress: 'alternate email',
  authenticationemail: 'alternate email',
  othermail: 'alternate email',
  recoveryemail: 'alternate email',
  language: 'locale',
  preferredlanguage: 'locale',
};

const plain = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** The column that a heading stands for. */
export const columnOf = (heading: string): Column | undefined =>
  columns.find((column) => plain(column) === plain(heading)) ?? others[plain(heading)];

/** The column that somebody may have meant; empty where none is near. */
export const nearestTo = (heading: string): string => {
  const near = closest(plain(heading), columns.map(plain));
  const meant = columns.find((column) => plain(column) === near)!;
  return distance(plain(heading), near) <= 2 ? ` Did you mean ${meant}?` : '';
};
