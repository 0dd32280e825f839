import type { Locale } from '../locales/languages.ts';
import { anyOf, inWords, type Words, wordsFor } from '../locales/words.ts';
import { typedAddress } from '../tenant/addresses.ts';
import type { BrandTokens } from '../tenant/brand/index.ts';
import type { Tenant } from '../tenant/tenant.ts';

/** What a letter says, piece by piece; HTML and plain text are made from the same pieces, so they can't differ. */
export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'button'; label: string; url: string }
  | { kind: 'code'; code: string }
  | { kind: 'address'; lead: string; address: string; url: string }
  | { kind: 'note'; text: string };

/** A letter before it is set. */
export type Letter = { subject: string; preheader: string; title: string; blocks: Block[] };

/** A picture with its size in CSS pixels; `src` is an absolute address. */
export type MailLogo = { src: string; width: number; height: number };

/** What a letter is made for. */
export type LetterInput = {
  tenant: Tenant;
  locale: Locale;
  tokens: BrandTokens;
  logo?: MailLogo;
};

/** A letter, ready to be sent or to be copied. */
export type SetLetter = Omit<Letter, 'blocks'> & { html: string; text: string };

/** The words of a letter's language, with the organisation's own wording. */
export const wordsOf = ({ tenant, locale }: Pick<LetterInput, 'tenant' | 'locale'>): Words =>
  wordsFor(locale, tenant.text[locale]);

/** Keeps a piece of left-to-right text together inside a sentence of any direction (Unicode TR 9, isolates). */
export const isolate = (text: string): string => `\u2068${text}\u2069`;

/** A language as the organisation's country writes it: dates in `en-NL` have the day first. */
export const regional = ({ tenant, locale }: Pick<LetterInput, 'tenant' | 'locale'>): string => {
  const { countryCode } = tenant.organization;
  return countryCode ? `${locale}-${countryCode}` : locale;
};

/** A day in words: "Monday, 1 March 2027". */
export const dayInWords = (day: string, input: Pick<LetterInput, 'tenant' | 'locale'>): string =>
  inWords(regional(input), new Date(`${day}T00:00:00Z`), { dateStyle: 'full', timeZone: 'UTC' });

/** The tenant's methods as a phrase, as the pages have it. */
export const methodsPhrase = ({
  tenant,
  locale,
}: Pick<LetterInput, 'tenant' | 'locale'>): string => {
  const say = wordsOf({ tenant, locale });
  const names = tenant.policy.methods.map((kind) => say(`site.method.${kind}`));
  return anyOf(locale, names);
};

/** The address beside a button, for people who rather type it. */
export const addressBlock = ({ tenant, locale }: LetterInput): Block => ({
  kind: 'address',
  lead: wordsOf({ tenant, locale })('mail.address'),
  address: typedAddress(tenant),
  url: tenant.portal.url,
});

/** A paragraph. */
export const text = (content: string): Block => ({ kind: 'text', text: content });
