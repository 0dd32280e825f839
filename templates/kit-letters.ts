import { takesRequests } from '../tenant/addresses.ts';
import {
  administratorReset,
  announcement,
  canRegister,
  code,
  helpAsked,
  expires,
  expiry,
  helpDesk,
  invitation,
  lastCall,
  leader,
  type Letter,
  type LetterInput,
  live,
  managers,
  methodsChanged,
  newcomer,
  passwordReset,
  reconfirm,
  reconfirms,
  reminder,
  thanks,
  unlocked,
} from './index.ts';
import { offers } from './letter.ts';

const exampleName = ({ tenant }: LetterInput): string => `ada@${tenant.organization.domains[0]}`;

type Offered = {
  /** Sent once, at its time in the campaign; again and again afterwards; by the gateway itself. */
  kind: 'campaign' | 'standing' | 'service';
  write: (input: LetterInput) => Letter;
  when?: (input: LetterInput) => boolean;
};

/** The letters of the kit. Service letters are sent by the gateway; the kit shows what the genuine ones look like. */
export const kitLetters = {
  'help-desk': { kind: 'campaign', write: helpDesk },
  managers: { kind: 'campaign', write: managers },
  leader: { kind: 'campaign', write: leader },
  announcement: { kind: 'campaign', write: announcement },
  invitation: { kind: 'campaign', write: invitation, when: canRegister },
  reminder: { kind: 'campaign', write: reminder, when: canRegister },
  live: { kind: 'campaign', write: live },
  'last-call': { kind: 'campaign', write: lastCall, when: canRegister },
  thanks: { kind: 'campaign', write: thanks },
  newcomer: { kind: 'standing', write: newcomer, when: canRegister },
  reconfirm: { kind: 'standing', write: reconfirm, when: reconfirms },
  expiry: { kind: 'standing', write: expiry, when: expires },
  code: {
    kind: 'service',
    write: (input) => code(input, { code: '482913', minutes: 5, username: exampleName(input) }),
  },
  'password-reset': {
    kind: 'service',
    write: (input) =>
      passwordReset(input, { username: exampleName(input), at: '2027-03-01T09:30:00.000Z' }),
  },
  unlocked: {
    kind: 'service',
    write: (input) =>
      unlocked(input, { username: exampleName(input), at: '2027-03-01T09:30:00.000Z' }),
    when: (input) => offers(input, 'unlock') === 'yes',
  },
  'methods-changed': {
    kind: 'service',
    write: (input) =>
      methodsChanged(input, { username: exampleName(input), at: '2027-03-01T09:30:00.000Z' }),
    when: canRegister,
  },
  'administrator-reset': {
    kind: 'service',
    write: (input) =>
      administratorReset(input, { username: exampleName(input), at: '2027-03-01T09:30:00.000Z' }),
    when: ({ tenant }) => (tenant.gateway?.directory?.kind ?? 'embedded') !== 'embedded',
  },
  'help-asked': {
    kind: 'service',
    write: (input) =>
      helpAsked(input, {
        username: exampleName(input),
        name: 'Ada',
        at: '2027-03-01T09:30:00.000Z',
        reason: 'code',
        state: 'few',
        code: 'ABCD-2345',
      }),
    when: ({ tenant }) => takesRequests(tenant),
  },
} as const satisfies Record<string, Offered>;
/** The name of a letter of the kit; its files have it too. */
export type KitLetter = keyof typeof kitLetters;

/** The letters that make sense for a tenant: nobody is invited to register where that can't be done. */
export const lettersFor = (input: LetterInput): KitLetter[] =>
  (Object.keys(kitLetters) as KitLetter[]).filter(
    (name) => (kitLetters[name] as Offered).when?.(input) ?? true,
  );
