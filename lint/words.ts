// How a letter speaks: no pressure, nothing left to fill in, short sentences.
import type { Locale } from '../locales/languages.ts';
import { secondsFor, wordsIn } from '../templates/reading.ts';
import type { ReadMail } from './mail.ts';

// What phishing says, and so no genuine letter may.
const pressure: Record<Locale, RegExp> = {
  en: /\b(?:urgent(?:ly)?|immediate(?:ly)?|act now|right now|at once|final (?:warning|notice)|click here|will be (?:suspended|blocked|deleted|terminated)|failure to|or else|asap)\b/giu,
  nl: /\b(?:dringend|onmiddellijk|meteen|direct actie|klik hier|laatste waarschuwing|wordt (?:geblokkeerd|verwijderd|opgeheven)|spoed)\b/giu,
  ar: /عاجل|فورًا|فورا|انقر هنا|اضغط هنا|الإنذار الأخير|التحذير الأخير|سيتم (?:حظر|إيقاف|حذف)/gu,
};

const shouting = /\p{Lu}{6,}(?:\s+\p{Lu}{3,})+|!!|‼/gu;

/** Words that press people. */
export const pressing = ({ text, locale }: Pick<ReadMail, 'text' | 'locale'>): string[] => [
  ...new Set([...(text.match(pressure[locale]) ?? []), ...(text.match(shouting) ?? [])]),
];

const leftovers = /\[\[|\]\]|\blorem ipsum\b|\bundefined\b|\bNaN\b|\bTODO\b|\bTBD\b|\bX{3,}\b/g;

/** What somebody forgot to fill in. */
export const unfilled = (text: string): string[] => [...new Set(text.match(leftovers))];

const segmenters = new Map<Locale, Intl.Segmenter>();
const segmenterOf = (locale: Locale): Intl.Segmenter => {
  const segmenter =
    segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'sentence' });
  segmenters.set(locale, segmenter);
  return segmenter;
};

// What isn't prose: addresses, and the signs of a plain letter.
const prose = (text: string): string =>
  text
    .replace(/https?:\/\/\S+|\S+@\S+|[\u2066-\u2069]/g, ' ')
    .replace(/^(?:>|-|--) ?/gm, '')
    .replace(/\n\n+/g, '.\n');

/** Figures of a text. `lix` is Björnsson's readability index, which needs no dictionary: 40 is an easy newspaper. */
export type Reading = { words: number; seconds: number; sentence: number; lix: number };

/** How long a text is to read, and how hard. */
export const readingOf = ({ text, locale }: Pick<ReadMail, 'text' | 'locale'>): Reading => {
  const said = prose(text);
  const words = wordsIn(said);
  const sentences = [...segmenterOf(locale).segment(said)].filter(
    ({ segment }) => wordsIn(segment).length > 0,
  ).length;
  const long = words.filter((word) => [...word].length > 6).length;
  const sentence = words.length / Math.max(1, sentences);
  return {
    words: words.length,
    seconds: secondsFor(words.length),
    sentence: Math.round(sentence * 10) / 10,
    lix: Math.round(sentence + (100 * long) / Math.max(1, words.length)),
  };
};

const bare = (text: string): Set<string> =>
  new Set(wordsIn(text.replace(/[\u2066-\u2069]/g, '')).map((word) => word.toLowerCase()));

/** Words that only one of the two parts has. Addresses are left out: a button's is written in one of them alone. */
export const differing = ({ elements, text }: ReadMail): string[] => {
  const html = bare(elements.find(({ tag }) => tag === 'body')?.words ?? '');
  const plain = bare(text);
  const addresses = bare((text.match(/\S+\.\S+/g) ?? []).join(' '));
  return [
    ...[...html].filter((word) => !plain.has(word)),
    ...[...plain].filter((word) => !html.has(word) && !addresses.has(word)),
  ];
};
