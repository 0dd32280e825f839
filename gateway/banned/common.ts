// The passwords that everybody tries first, in the order in which they do (the list of zxcvbn-ts, under the MIT licence).
import { dictionary } from '@zxcvbn-ts/language-common';
import { distance } from 'fastest-levenshtein';
import { plainWord } from './plain.ts';
import { Places } from './places.ts';
import { printsOf, Words } from './words.ts';

// Words of a phrase. Four of so many are 44 bits, which a phrase without more to it shouldn't have; four of all that were
// ever common would be good enough.
const ofPhrases = 2000;
const shortestWord = 4;

// A year is no more of a secret than a word.
const years = Array.from({ length: 100 }, (_, index) => plainWord(String(1940 + index)));

const all = [...new Set(dictionary['passwords-common'].map(plainWord))];

/** Those that count for one sign where they are found in a password. */
export const commonWords = new Words([
  ...all.filter((word) => word.length >= shortestWord).slice(0, ofPhrases),
  ...years,
]);

const endLength = 3;
const shortestFuzzy = 2 * endLength + 1;

// One edit leaves the beginning or the end of a word as it is: those that share neither need not be compared.
// As numbers, for there are many; whatever has the same one is compared anyway.
const endsOf = (word: string): number[] => {
  const [first, second] = [0, word.length - endLength].map((at) => {
    const [a, b, c] = [0, 1, 2].map((index) => word.charCodeAt(at + index));
    return ((a! & 0x3ff) << 20) | ((b! & 0x3ff) << 10) | (c! & 0x3ff);
  });
  return [first!, ~second!];
};

// Short ones under the number that they have as a whole, others under those of their ends.
const keysOf = (word: string): number[] =>
  word.length < shortestFuzzy ? printsOf(word).slice(0, 1) : endsOf(word);

function* keys(): Generator<[number, number]> {
  for (const [place, word] of all.entries()) for (const key of keysOf(word)) yield [key, place];
}

const places = new Places(keys());

const isNear = (word: string, plain: string): boolean =>
  Math.abs(word.length - plain.length) <= 1 && distance(word, plain) <= 1;

/** Whether a plain password as a whole is a common one, or, if it isn't short, one edit away from it. */
export const isCommon = (plain: string): boolean => {
  const is = plain.length < shortestFuzzy ? (word: string) => word === plain : isNear;
  return keysOf(plain).some((key) => places.of(key).some((place) => is(all[place]!, plain)));
};
