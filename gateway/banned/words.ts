// Words that are found in a password, as they are written or one edit away.
import { distance } from 'fastest-levenshtein';

// Of four letters, one more or less is another word.
const shortestFuzzy = 5;

/** Puts something beside the others under a key. */
export const put = <K, T>(to: Map<K, T[]>, key: K, one: T): void => {
  const there = to.get(key);
  if (there) there.push(one);
  else to.set(key, [one]);
};

// One sign more at an end is the word itself and a sign that is left.
const isNear = (word: string, text: string): boolean =>
  distance(word, text) <= 1 &&
  (text.length <= word.length || !(text.startsWith(word) || text.endsWith(word)));

const base = 0x0100_0193; // FNV's prime: odd, and far from all signs

/**
 * A number for a text, and one for each text that it is without one of its signs. Two texts of the same number are most
 * likely the same; whoever needs to know looks. Every substring of a password is looked up: texts would be far dearer.
 */
const printsOf = (text: string): number[] => {
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
  readonly #exact = new Set<string>();
  readonly #near = new Map<number, string[]>();
  /** The most signs in which a word can be found. */
  longest = 0;
  /** The fewest. */
  shortest = Infinity;

  constructor(words: Iterable<string>) {
    for (const word of words) this.#add(word);
  }

  /** Whether this is one of them, or one edit away from it: a sign changed, left out, or put in between. */
  has(text: string): boolean {
    if (text.length > this.longest || text.length < this.shortest) return false;
    if (this.#exact.has(text)) return true;
    for (const print of printsOf(text))
      if (this.#near.get(print)?.some((word) => isNear(word, text))) return true;
    return false;
  }

  #add(word: string): void {
    if (this.#exact.has(word)) return;
    this.#exact.add(word);
    const fuzzy = word.length >= shortestFuzzy;
    this.longest = Math.max(this.longest, word.length + (fuzzy ? 1 : 0));
    this.shortest = Math.min(this.shortest, word.length - (fuzzy ? 1 : 0));
    if (!fuzzy) return;
    for (const print of printsOf(word)) put(this.#near, print, word);
  }
}
