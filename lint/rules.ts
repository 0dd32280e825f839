// What a letter must be, rule by rule. Each gives the places where it isn't.
import { contrastsOf } from './colours.ts';
import { rulesIn, wrongCss } from './css.ts';
import type { ReadMail } from './mail.ts';
import { remembered } from './remembered.ts';
import { differing, pressing, readingOf, unfilled } from './words.ts';

/** Where the numbers are from: Gmail cuts at about 102 KB and drops styles beyond 16 KB (caniemail; Gmail's help). */
export const limits = {
  htmlBytes: 60 * 1024,
  encodedBytes: 95 * 1024,
  styleBytes: 16 * 1024,
  /** Björnsson's index: about what a 14-year-old reads with ease. */
  lix: 48,
  /** Words a sentence. */
  sentence: 20,
} as const;

/** What a rule is told beside the letter. */
export type Setting = { hosts: ReadonlySet<string> };

type Rule = (mail: ReadMail, setting: Setting) => string[];

const notAscii = /[^\n\r -~]/g;

/** Bytes of a body as a mail carries it: as quoted-printable or base64, whichever is shorter (RFC 2045, 6). */
export const encodedBytes = (body: string): number => {
  const bytes = Buffer.byteLength(body);
  const coded =
    Buffer.byteLength((body.match(notAscii) ?? []).join('')) + body.split('=').length - 1;
  const printable = Math.ceil((bytes + 2 * coded) * (79 / 76));
  return Math.min(printable, Math.ceil(Math.ceil(bytes / 3) * 4 * (78 / 76)));
};

const size: Rule = ({ html, css }) => {
  const found: [string, number, number][] = [
    ['HTML', Buffer.byteLength(html), limits.htmlBytes],
    ['encoded', encodedBytes(html), limits.encodedBytes],
    ['styles', Buffer.byteLength(css), limits.styleBytes],
  ];
  return found
    .filter(([, bytes, most]) => bytes > most)
    .map(([what, bytes, most]) => `${what}: ${bytes} bytes, at most ${most}`);
};

const wrongSheet = remembered((sheet: string): readonly string[] =>
  rulesIn(sheet).flatMap(({ selector, body }) =>
    wrongCss(body).map((one) => `${selector}: ${one}`),
  ),
);

const css: Rule = ({ elements, css: sheet }) => {
  const inline = elements.flatMap(({ tag, attributes }) =>
    attributes.style ? wrongCss(attributes.style).map((one) => `${tag}: ${one}`) : [],
  );
  return [...new Set([...inline, ...wrongSheet(sheet)])];
};

const pictures: Rule = ({ elements, html }, { hosts }) =>
  elements
    .filter(({ tag }) => tag === 'img')
    .flatMap(({ attributes: { src = '', alt = '', width, height } }) => [
      ...(alt.trim() === '' ? [`${src.slice(0, 60)} has no alt text`] : []),
      ...(width && height ? [] : [`${src.slice(0, 60)} has no size`]),
      ...(/\bqr\b|qr-?code/i.test(`${src} ${alt}`)
        ? ['a QR code: people are told to distrust those in mails']
        : []),
      ...(hosts.has(hostOf(src)) ? [] : [`${src.slice(0, 60)} is not on the tenant’s hosts`]),
    ])
    .concat(/url\(|background="/.test(html) ? ['a picture in the background'] : []);

const structure: Rule = ({ elements, locale }) => {
  const named = (tag: string) => elements.filter((one) => one.tag === tag);
  const wrappers = elements.filter(
    ({ attributes }) => attributes.lang === locale && attributes.dir !== undefined,
  );
  const headings = elements.filter(({ tag }) => /^h[1-6]$/.test(tag));
  return [
    ...(named('title').length === 1 ? [] : ['not one title']),
    ...(headings.length === 1 && headings[0]!.tag === 'h1' ? [] : [`${headings.length} headings`]),
    // Gmail takes html and body away: an element inside has to say it again.
    ...(['html', 'div'].every((tag) => wrappers.some((one) => one.tag === tag))
      ? []
      : ['lang and dir are not on html and on an element inside']),
    ...named('table')
      .filter(({ attributes }) => attributes.role !== 'presentation')
      .map(() => 'a table for layout without role=presentation'),
    ...elements
      .filter(({ tag }) => ['script', 'form', 'iframe', 'object', 'link', 'video'].includes(tag))
      .map(({ tag }) => `an element that mail programs take out: ${tag}`),
  ];
};

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '');

const typed = (url: string): string =>
  url
    .replace(/^(?:https?:\/\/|mailto:)/, '')
    .replace(/\/$/, '')
    .toLowerCase();

const lies = (href: string, words: string): boolean => {
  const text = words.trim();
  if (href.startsWith('tel:')) return text.replace(/\D/g, '') !== href.replace(/\D/g, '');
  const looksLikeOne = /^\S+\.\S+$/.test(text) || text.includes('@');
  return looksLikeOne && typed(text) !== typed(href);
};

const links: Rule = ({ elements }, { hosts }) =>
  elements
    .filter(({ tag, attributes }) => tag === 'a' && attributes.href !== undefined)
    .flatMap(({ attributes: { href = '' }, words }) => [
      ...(/^(?:mailto|tel):/.test(href) || (href.startsWith('https://') && hosts.has(hostOf(href)))
        ? []
        : [`${href} is not on the tenant’s hosts`]),
      ...(lies(href, words) ? [`“${words.trim()}” leads to ${href}`] : []),
      ...(words.trim() === '' ? [`${href} has no text`] : []),
    ]);

const contrast: Rule = (mail) => contrastsOf(mail).faint;
const sameWords: Rule = (mail) => differing(mail).map((word) => `only in one part: ${word}`);
const pressure: Rule = (mail) => (mail.campaign ? pressing(mail) : []);
const leftovers: Rule = ({ html, text }) => unfilled(`${html}\n${text}`);

const reading: Rule = (mail) => {
  const { lix, sentence } = readingOf(mail);
  // The index counts letters: it says nothing of Arabic, which writes no short vowels.
  return [
    ...(mail.locale !== 'ar' && lix > limits.lix ? [`LIX ${lix}, at most ${limits.lix}`] : []),
    ...(sentence > limits.sentence
      ? [`${sentence} words a sentence, at most ${limits.sentence}`]
      : []),
  ];
};

/** Every rule by its name. */
export const rules = {
  size,
  css,
  contrast,
  pictures,
  structure,
  links,
  'same-words': sameWords,
  pressure,
  leftovers,
  reading,
} satisfies Record<string, Rule>;
/** The name of a rule. */
export type RuleName = keyof typeof rules;
