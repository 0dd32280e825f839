import {
  administratorReset,
  code,
  helpAsked,
  type LetterInput,
  methodsChanged,
  passwordReset,
  setLetter,
  type Stationery,
  unlocked,
} from '../../templates/index.ts';
import { wordsFor } from '../../locales/words.ts';
import type { Message } from '../store/store.ts';
import type { Outgoing } from './delivery.ts';

// The last line ties the code to the page's own host, so that phones offer it there and nowhere else (WICG SMS one-time
// codes: `@host #code`, alone on the last line).
const boundLine = ({ tenant }: Stationery, code: string): string =>
  `@${new URL(tenant.portal.url).hostname} #${code}`;

const textMessage = (message: Message, to: string, stationery: Stationery): Outgoing => {
  const { tenant } = stationery;
  const say = wordsFor(message.locale, tenant.text[message.locale]);
  const { code: value = '', minutes } = message.data;
  const organization = tenant.organization.shortName;
  const text = say('gateway.sms.code', { code: value, organization, minutes: Number(minutes) });
  return {
    to,
    channel: 'sms',
    locale: message.locale,
    text: `${text}\n\n${boundLine(stationery, value)}`,
  };
};

// What is spoken on the telephone, or shown with a notification.
const question = (message: Message, to: string, { tenant }: Stationery): Outgoing => {
  const { channel, locale, data } = message;
  const say = wordsFor(locale, tenant.text[locale]);
  const organization = tenant.organization.shortName;
  const text = say(channel === 'call' ? 'gateway.call' : 'gateway.push', { organization });
  return { to, channel, locale, text, approval: data.approval };
};

const notices = {
  'password-reset': passwordReset,
  unlocked,
  'methods-changed': methodsChanged,
  'administrator-reset': administratorReset,
};

const asked = (
  input: LetterInput,
  { username = '', name = '', at = '', ...rest }: Message['data'],
) => helpAsked(input, { username, name, at, ...rest });

const letterOf = ({ letter, data }: Message, input: LetterInput) => {
  const { code: value = '', minutes, username = '', at = '', link, stop } = data;
  if (letter === 'help-asked') return asked(input, data);
  return letter === 'code' || letter === 'approval'
    ? code(input, { code: value, minutes: Number(minutes), username, link, stop })
    : notices[letter](input, { username, at });
};

/** Renders a message; the very letters that the kit shows. */
export const render = (message: Message & { to: string }, stationery: Stationery): Outgoing => {
  const { to, channel, locale } = message;
  if (channel === 'call' || channel === 'push') return question(message, to, stationery);
  if (channel === 'sms') return textMessage(message, to, stationery);
  const input = { ...stationery, locale };
  const { subject, html, text } = setLetter(letterOf(message, input), input);
  return { to, channel, locale, subject, text, html };
};
