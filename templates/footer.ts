import { typedAddress } from '../tenant/addresses.ts';
import { isolate, type LetterInput, wordsOf } from './letter.ts';

/** The lines under every letter: whom to ask, how to check that it is genuine, what we never ask. */
export const footerLines = (input: LetterInput): string[] => {
  const { tenant, locale } = input;
  const say = wordsOf(input);
  const { name, phone, email, url, hours } = tenant.support;
  const ways = [phone, email, url].filter((one) => one !== undefined).map(isolate);
  const who = `${name ?? say('site.desk.name')}: ${ways.join(' · ')}`;
  return [
    say('mail.desk', { ways: who }) + (hours?.[locale] ? ` (${hours[locale]})` : ''),
    say('mail.genuine', { address: isolate(typedAddress(tenant)) }),
    say('mail.never'),
  ];
};
