import type { Locale } from '../locales/languages.ts';
import { inWords, type Words, wordsFor } from '../locales/words.ts';
import { typedAddress } from '../tenant/addresses.ts';
import type { BrandTokens } from '../tenant/brand/index.ts';
import type { PageName } from '../tenant/schema/portal.ts';
import type { Tenant } from '../tenant/tenant.ts';

/** Words inside a sentence that lead somewhere. They stand there between isolates, as `isolate` puts them. */
export type Link = { text: string; url: string };

/** What a letter says, piece by piece; HTML and plain text are made from the same pieces, so they can't differ. */
export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'button'; label: string; url: string }
  /** A way on that isn't what the letter is for. */
  | { kind: 'link'; label: string; url: string }
  | { kind: 'code'; code: string }
  | { kind: 'address'; lead: string; address: string; url: string }
  | { kind: 'note'; text: string; links?: readonly Link[] };

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
  /** The placeholders that the program that sends the letter fills in; none without it. */
  knows?: ReadonlySet<string>;
};

/** What a phrase of a letter hangs on. */
export type Place = Pick<LetterInput, 'tenant' | 'locale'>;

/** What letters are made with, apart from their language. */
export type Stationery = Omit<LetterInput, 'locale'>;

/** A letter, ready to be sent or to be copied. */
export type SetLetter = Omit<Letter, 'blocks'> & { html: string; text: string };

/** The words of a letter's language, with the organisation's own wording. */
export const wordsOf = ({ tenant, locale }: Place): Words => wordsFor(locale, tenant.text[locale]);

/**
 * Whether a text is shortest as quoted-printable. Beyond ASCII that takes three signs a byte: letters of other scripts are
 * half as long in base64.
 */
export const isLatin = (text: string): boolean => /^[\u0000-\u024f\u2010-\u2044]*$/.test(text);

const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The text without the signs that change its direction: they make one text look like another. */
export const undirected = (text: string): string => text.replace(directions, '');

/**
 * Keeps a piece of text together inside a sentence of any direction (Unicode TR 9, isolates). Signs in the piece that
 * change its direction are left out: one of them could end the isolate.
 */
export const isolate = (text: string): string => `\u2068${undirected(text)}\u2069`;

/** A language as the organisation's country writes it: dates in `en-NL` have the day first. */
export const regional = ({ tenant, locale }: Place): string => {
  const { countryCode } = tenant.organization;
  return countryCode ? `${locale}-${countryCode}` : locale;
};

/** A day in words: "Monday, 1 March 2027". */
export const dayInWords = (day: string, input: Place): string =>
  inWords(regional(input), new Date(`${day}T00:00:00Z`), { dateStyle: 'full', timeZone: 'UTC' });

/** Whether a page is offered, as ICU's `select` takes it. */
export const offers = ({ tenant }: Pick<LetterInput, 'tenant'>, page: PageName): 'yes' | 'no' =>
  tenant.portal.pages.includes(page) ? 'yes' : 'no';

/** The address beside a button, for people who rather type it. */
export const addressBlock = ({ tenant, locale }: LetterInput): Block => ({
  kind: 'address',
  lead: wordsOf({ tenant, locale })('mail.address'),
  address: typedAddress(tenant),
  url: tenant.portal.url,
});

/** A paragraph. */
export const text = (content: string): Block => ({ kind: 'text', text: content });
