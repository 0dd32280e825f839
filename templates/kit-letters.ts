import type { Locale } from '../locales/languages.ts';
import {
  announcement,
  code,
  invitation,
  type Letter,
  type LetterInput,
  passwordReset,
  reminder,
  type SetLetter,
} from './index.ts';

const exampleName = ({ tenant }: LetterInput): string => `ada@${tenant.organization.domains[0]}`;

/** The letters of the kit. Service letters are sent by the gateway; the kit shows what the genuine ones look like. */
export const kitLetters = {
  announcement: { kind: 'campaign', write: announcement },
  invitation: { kind: 'campaign', write: invitation },
  reminder: { kind: 'campaign', write: reminder },
  code: {
    kind: 'service',
    write: (input) => code(input, { code: '482913', minutes: 5, username: exampleName(input) }),
  },
  'password-reset': {
    kind: 'service',
    write: (input) =>
      passwordReset(input, { username: exampleName(input), at: '2027-03-01T09:30:00.000Z' }),
  },
} as const satisfies Record<
  string,
  { kind: 'campaign' | 'service'; write: (input: LetterInput) => Letter }
>;
export type KitLetter = keyof typeof kitLetters;

/** A letter of the kit, set, with its name and language. */
export type Piece = { name: KitLetter; locale: Locale; letter: SetLetter };
