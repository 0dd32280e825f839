import { typedAddress } from '../tenant/addresses.ts';
import { deskLinks, deskWays } from './desk.ts';
import { isolate, type Letter, type LetterInput, type Link, wordsOf } from './letter.ts';
import { token } from './letters/phrases.ts';

/** A line under a letter. */
export type FooterLine = { text: string; links: readonly Link[] };

// A button that leaves the portal (a hosted page) is named by the host it leads to: the line must not lie.
const placeOf = (url: string, { tenant }: LetterInput): string =>
  url.startsWith(tenant.portal.url) ? typedAddress(tenant) : new URL(url).host;

const genuine = ({ blocks }: Pick<Letter, 'blocks'>, input: LetterInput): string => {
  const say = wordsOf(input);
  const button = blocks.find((block) => block.kind === 'button');
  return button
    ? say('mail.genuine', { address: isolate(placeOf(button.url, input)) })
    : say('mail.genuine-plain', { address: isolate(typedAddress(input.tenant)) });
};

// Senders of campaigns ask for it, and add their own where it's missing.
const leave = (input: LetterInput): FooterLine[] => {
  if (!input.knows?.has('unsubscribe')) return [];
  const text = wordsOf(input)('mail.unsubscribe');
  const line = `${isolate(text)} – ${isolate(token.postalAddress)}`;
  return [{ text: line, links: [{ text, url: token.unsubscribe }] }];
};

/** The lines under every letter: whom to ask, how to check that it is genuine, what we never ask. */
export const footerLines = (
  letter: Pick<Letter, 'blocks'>,
  input: LetterInput,
): readonly FooterLine[] => {
  const { tenant, locale } = input;
  const say = wordsOf(input);
  const { name, hours } = tenant.support;
  const who = isolate(name ?? say('site.desk.name'));
  const open = hours?.[locale] ? ` (${hours[locale]})` : '';
  return [
    {
      text: say('mail.desk', { ways: `${who}: ${deskWays(input)}` }) + open,
      links: deskLinks(tenant),
    },
    { text: genuine(letter, input), links: [] },
    { text: say('mail.never'), links: [] },
    ...leave(input),
  ];
};
