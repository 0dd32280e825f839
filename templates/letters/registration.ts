// The invitation to register, and what follows to those who haven't.
import { hostedLinks, pageUrl } from '../../tenant/addresses.ts';
import { methodsPhrase } from '../../tenant/phrases.ts';
import {
  addressBlock,
  type Block,
  dayInWords,
  type Letter,
  type LetterInput,
  offers,
  type Place,
  text,
  wordsOf,
} from '../letter.ts';
import { dated, deskNote, greeting, passwordRules } from './phrases.ts';

const registerPlace = ({ tenant, locale }: Place): string | undefined =>
  tenant.portal.pages.includes('register')
    ? pageUrl(tenant, locale, 'register')
    : hostedLinks(tenant, locale)?.register;

/** Whether people of this tenant can register anywhere: without that, nobody should be invited to. */
export const canRegister = (place: Place): boolean => registerPlace(place) !== undefined;

/** Where people register; the portal's first page where that is nowhere. */
export const registerUrl = (input: Place): string =>
  registerPlace(input) ?? pageUrl(input.tenant, input.locale);

const numbers = (input: LetterInput) => ({
  count: input.tenant.policy.requiredToRegister,
  methods: methodsPhrase(input.tenant, wordsOf(input)),
});

const onDay = (
  day: string | undefined,
  say: (date: string) => string,
  input: LetterInput,
): Block[] => (day ? [text(say(dayInWords(day, input)))] : []);

const byDeadline = (input: LetterInput): Block[] => {
  const { deadline } = input.tenant.rollout;
  return onDay(deadline, (date) => wordsOf(input)('mail.reminder.deadline', { date }), input);
};

const enforced = (input: LetterInput): Block[] => {
  const { enforceFrom } = input.tenant.rollout;
  return onDay(enforceFrom, (date) => wordsOf(input)('mail.reminder.enforce', { date }), input);
};

const registerButton = (
  input: LetterInput,
  key: 'mail.invitation.button' | 'mail.reminder.button',
): Block[] => [
  { kind: 'button', label: wordsOf(input)(key), url: registerUrl(input) },
  addressBlock(input),
];

/** Available now: register once, and why it is worth two minutes. */
export const invitation = (input: LetterInput): Letter => {
  const say = wordsOf(input);
  const { deadline } = input.tenant.rollout;
  return {
    subject: say('mail.invitation.subject'),
    preheader: say('mail.invitation.preheader'),
    title: say('mail.invitation.title'),
    blocks: [
      greeting(input),
      text(say('mail.invitation.benefit', { unlock: offers(input, 'unlock') })),
      text(say('mail.invitation.how', numbers(input))),
      ...onDay(deadline, (date) => say('mail.invitation.deadline', { date }), input),
      ...registerButton(input, 'mail.invitation.button'),
    ],
  };
};

/** To those who haven't registered yet. */
export const reminder = (input: LetterInput): Letter => {
  const say = wordsOf(input);
  return {
    subject: say('mail.reminder.subject'),
    preheader: say('mail.reminder.preheader'),
    title: say('mail.reminder.title'),
    blocks: [
      greeting(input),
      text(say('mail.reminder.benefit')),
      text(say('mail.reminder.how', numbers(input))),
      ...byDeadline(input),
      ...enforced(input),
      ...registerButton(input, 'mail.reminder.button'),
    ],
  };
};

/** The last reminder, with a way out for those who can't do it alone. */
export const lastCall = (input: LetterInput): Letter => {
  const say = wordsOf(input);
  return {
    subject: say('mail.last-call.subject', dated(input.tenant.rollout.deadline, input)),
    preheader: say('mail.last-call.preheader'),
    title: say('mail.last-call.title'),
    blocks: [
      greeting(input),
      text(say('mail.last-call.benefit')),
      text(say('mail.reminder.how', numbers(input))),
      ...byDeadline(input),
      ...enforced(input),
      ...registerButton(input, 'mail.reminder.button'),
      deskNote(input, 'mail.last-call.help'),
    ],
  };
};

/** To people who are new here. */
export const newcomer = (input: LetterInput): Letter => {
  const say = wordsOf(input);
  const organization = input.tenant.organization.shortName;
  return {
    subject: say('mail.newcomer.subject', { organization }),
    preheader: say('mail.newcomer.preheader'),
    title: say('mail.newcomer.title', { organization }),
    blocks: [
      greeting(input),
      text(say('mail.newcomer.benefit')),
      text(say('mail.invitation.how', numbers(input))),
      text(passwordRules(input)),
      ...registerButton(input, 'mail.invitation.button'),
    ],
  };
};
