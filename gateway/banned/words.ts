// Words that are found in a password, as they are written or one edit away.
import { distance } from 'fastest-levenshtein';
import { Places } from './places.ts';

// Of four letters, one more or less is another word.
const shortestFuzzy = 5;

// One sign more at an end is the word itself and a sign that is left.
const isNear = (word: string, text: string): boolean =>
  distance(word, text) <= 1 &&
  (text.length <= word.length || !(text.startsWith(word) || text.endsWith(word)));

const base = 0x0100_0193; // FNV's prime: odd, and far from all signs

/**
 * A number for a text, and one for each text that it is without one of its signs. Two texts of the same number are most
 * likely the same; whoever needs to know looks. Every substring of a password is looked up: texts would be far dearer.
 */
export const printsOf = (text: string): number[] => {
  const { length } = text;
  let whole = 0;
  for (let index = 0; index < length; index += 1)
    whole = (Math.imul(whole, base) + text.charCodeAt(index)) | 0;
  const prints = [whole];
  // What comes after a sign, and what its place is worth.
  let [after, power] = [0, 1];
  for (let index = length - 1; index >= 0; index -= 1) {
    const sign = text.charCodeAt(index);
    const next = Math.imul(power, base);
    // Before the sign: the whole without the sign and what comes after it, at its old worth; that moves down by one place.
    const before = (whole - after - Math.imul(sign, power)) | 0;
    prints.push((Math.imul(before, inverse) + after) | 0);
    after = (after + Math.imul(sign, power)) | 0;
    power = next;
  }
  return prints;
};

// What undoes a multiplication by the base, modulo 2^32 (Newton's iteration).
const inverse = [0, 1, 2, 3, 4].reduce(
  (guess) => Math.imul(guess, 2 - Math.imul(base, guess)),
  base,
);

/**
 * A set of plain words that also knows what is one edit away from them: two such have a form in common where each has
 * lost at most one sign, so that few need to be compared.
 */
export class Words {
  readonly #exact: Set<string>;
  readonly #fuzzy: string[];
  readonly #near: Places;
  /** The most signs in which a word can be found. */
  readonly longest: number;
  /** The fewest. */
  readonly shortest: number;

  constructor(words: Iterable<string>) {
    this.#exact = new Set(words);
    this.#fuzzy = [...this.#exact].filter(({ length }) => length >= shortestFuzzy);
    this.#near = new Places(this.#prints());
    const room = ({ length }: string): number => (length >= shortestFuzzy ? 1 : 0);
    this.longest = this.#most((word) => word.length + room(word), 0);
    this.shortest = -this.#most((word) => room(word) - word.length, -Infinity);
  }

  /** Whether this is one of them, or one edit away from it: a sign changed, left out, or put in between. */
  has(text: string): boolean {
    if (text.length > this.longest || text.length < this.shortest) return false;
    if (this.#exact.has(text)) return true;
    if (this.#fuzzy.length === 0) return false;
    for (const print of printsOf(text))
      for (const place of this.#near.of(print)) if (isNear(this.#fuzzy[place]!, text)) return true;
    return false;
  }

  *#prints(): Generator<[number, number]> {
    for (const [place, word] of this.#fuzzy.entries())
      for (const print of printsOf(word)) yield [print, place];
  }

  #most(of: (word: string) => number, least: number): number {
    let most = least;
    for (const word of this.#exact) most = Math.max(most, of(word));
    return most;
  }
}
