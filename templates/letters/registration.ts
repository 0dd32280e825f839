// The invitation to register, and the reminder to those who haven't.
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

const registerPlace = ({ tenant, locale }: Place): string | undefined =>
  tenant.portal.pages.includes('register')
    ? pageUrl(tenant, locale, 'register')
    : hostedLinks(tenant, locale)?.register;

/** Whether people of this tenant can register anywhere: without that, nobody should be invited to. */
export const canRegister = (place: Place): boolean => registerPlace(place) !== undefined;

const registerUrl = (input: Place): string =>
  registerPlace(input) ?? pageUrl(input.tenant, input.locale);

const numbers = (input: LetterInput) => ({
  count: input.tenant.policy.requiredToRegister,
  methods: methodsPhrase(input.tenant, wordsOf(input)),
});

const dated = (
  day: string | undefined,
  say: (date: string) => string,
  input: LetterInput,
): Block[] => (day ? [text(say(dayInWords(day, input)))] : []);

/** Available now: register once, and why it is worth two minutes. */
export const invitation = (input: LetterInput): Letter => {
  const say = wordsOf(input);
  const { deadline } = input.tenant.rollout;
  return {
    subject: say('mail.invitation.subject'),
    preheader: say('mail.invitation.preheader'),
    title: say('mail.invitation.title'),
    blocks: [
      text(say('mail.greeting')),
      text(say('mail.invitation.benefit', { unlock: offers(input, 'unlock') })),
      text(say('mail.invitation.how', numbers(input))),
      ...dated(deadline, (date) => say('mail.invitation.deadline', { date }), input),
      { kind: 'button', label: say('mail.invitation.button'), url: registerUrl(input) },
      addressBlock(input),
    ],
  };
};

/** To those who haven't registered yet. */
export const reminder = (input: LetterInput): Letter => {
  const say = wordsOf(input);
  const { deadline, enforceFrom } = input.tenant.rollout;
  return {
    subject: say('mail.reminder.subject'),
    preheader: say('mail.reminder.preheader'),
    title: say('mail.reminder.title'),
    blocks: [
      text(say('mail.greeting')),
      text(say('mail.reminder.benefit')),
      text(say('mail.reminder.how', numbers(input))),
      ...dated(deadline, (date) => say('mail.reminder.deadline', { date }), input),
      ...dated(enforceFrom, (date) => say('mail.reminder.enforce', { date }), input),
      { kind: 'button', label: say('mail.reminder.button'), url: registerUrl(input) },
      addressBlock(input),
    ],
  };
};
