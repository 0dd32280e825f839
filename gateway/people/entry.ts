// A line of a table of people, judged by itself.
import type { Locale } from '../../locales/languages.ts';
import { localeCodes } from '../../locales/languages.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import * as z from 'zod';
import { contactFrom } from '../contacts.ts';
import type { ContactKind } from '../flow/state.ts';
import type { Channel } from '../registrations/registrations.ts';
import { plainName } from '../steps/identify.ts';
import { type Column, contactColumns } from './columns.ts';

/** What a line says of a person. What it says nothing of stays as it is; an empty list takes away what was there. */
export type Entry = {
  line: number;
  username: string;
  name?: string;
  email?: string;
  locale?: Locale;
  contacts: Partial<Record<Channel, readonly string[]>>;
};

/** What is wrong with a line: one sentence for each cell, that says what was got, what is wanted and what to do. */
export type Refused = { line: number; username?: string; problems: string[] };

/** In a cell of its own: nothing is to be here, whatever was. */
const nothing = '-';
/** Stands between the numbers or addresses of one person. */
export const between = '|';

const most = 3; // of one channel, as many as people may register themselves
const longest = { username: 320, name: 200 };

const kinds: Record<Channel, ContactKind> = {
  mobile: 'sms',
  office: 'call-office',
  email: 'email',
};

const channels = Object.keys(contactColumns) as Channel[];

/** What was read, so that it's found in the file, and can't do anything to a terminal. */
const got = (cell: string): string => {
  const plain = cell.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '�');
  return `“${plain.length > 60 ? `${plain.slice(0, 60)}…` : plain}”`;
};

const refuse = (column: Column, cell: string, want: string): string =>
  `column ${column}: got ${got(cell)}, want ${want}`;

type Tenancy = Pick<Tenant, 'organization'>;

// A spreadsheet that takes a number for a quantity keeps its first six digits.
const isRounded = (cell: string): boolean => /^\d([.,]\d+)?E\+?\d+$/i.test(cell);

const wantedNumber = (cell: string, { organization }: Tenancy): string =>
  isRounded(cell)
    ? 'all of its digits, which the spreadsheet has rounded away: make the column one of text, and enter it again'
    : `a telephone number with its country code, as +31 6 1234 5678${organization.countryCode ? `, or as it is dialled in ${organization.countryCode}` : ''}: correct it, or leave the cell empty`;

const wantedFor = (
  channel: Channel,
  cell: string,
  problem: 'format' | 'own-domain' | 'not-mobile',
  tenant: Tenancy,
): string => {
  if (problem === 'not-mobile')
    return 'a mobile number, to which a text can be sent: correct it, or leave the cell empty';
  if (problem === 'own-domain')
    return `an address outside of ${tenant.organization.domains.join(', ')}, since whoever can’t sign in can’t read it there: give a private one, or leave the cell empty`;
  if (channel === 'email') return 'one e-mail address: correct it, or leave the cell empty';
  return wantedNumber(cell, tenant);
};

const contactsIn = (channel: Channel, cell: string, tenant: Tenancy, problems: string[]) => {
  const column = contactColumns[channel];
  if (cell === nothing) return [];
  const typed = cell.split(between).map((one) => one.trim());
  if (typed.length > most)
    problems.push(refuse(column, cell, `${most} at most: leave the others out`));
  const values = typed.map((one) => {
    const read = contactFrom(kinds[channel], one, tenant);
    if ('value' in read) return read.value;
    problems.push(refuse(column, one, wantedFor(channel, one, read.problem, tenant)));
    return one;
  });
  return [...new Set(values)];
};

const isPlain = (text: string, length: number): boolean =>
  text.length <= length && !/\p{C}/u.test(text);

const usernameIn = (cell: string, tenant: Tenancy, problems: string[]): string => {
  if (cell && isPlain(cell, longest.username) && !/\s/u.test(cell))
    return plainName(cell, tenant.organization.domains[0]!);
  const want = 'the name this person signs in with: fill it in, or delete the line';
  problems.push(refuse('username', cell, want));
  return '';
};

const localeIn = (cell: string): Locale | undefined => {
  const [language] = cell.toLowerCase().split(/[-_]/);
  return localeCodes.find((code) => code === language);
};

/** Reads one line. `at` tells where each column is. */
export const entryOf = (
  { line, cells }: { line: number; cells: readonly string[] },
  at: ReadonlyMap<Column, number>,
  tenant: Tenancy,
): Entry | Refused => {
  const problems: string[] = [];
  // Our own export, and other careful ones, put a ' before what a spreadsheet would take for a formula.
  const cell = (column: Column): string =>
    (cells[at.get(column) ?? -1] ?? '').replace(/^'(?=[-=+@])/, '').trim();
  const username = usernameIn(cell('username'), tenant, problems);
  const name = cell('name').replaceAll(/\s+/gu, ' ');
  if (!isPlain(name, longest.name))
    problems.push(refuse('name', name, `up to ${longest.name} letters, and nothing invisible`));
  const email = cell('email');
  if (email && !z.email().max(254).safeParse(email).success)
    problems.push(refuse('email', email, 'one e-mail address: correct it, or leave it empty'));
  const locale = localeIn(cell('locale'));
  if (cell('locale') && !locale)
    problems.push(refuse('locale', cell('locale'), `one of ${localeCodes.join(', ')}`));
  const contacts = Object.fromEntries(
    channels
      .filter((channel) => cell(contactColumns[channel]))
      .map((channel) => [
        channel,
        contactsIn(channel, cell(contactColumns[channel]), tenant, problems),
      ]),
  );
  if (problems.length > 0) return { line, username: username || undefined, problems };
  return { line, username, name: name || undefined, email: email || undefined, locale, contacts };
};
