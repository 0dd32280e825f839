// Words that are found in a password, as they are written or one edit away.
import { distance } from 'fastest-levenshtein';

// Of four letters, one more or less is another word.
const shortestFuzzy = 5;

/** Puts a word beside the others under a key. */
export const put = (to: Map<string, string[]>, key: string, word: string): void => {
  const there = to.get(key);
  if (there) there.push(word);
  else to.set(key, [word]);
};

// One sign more at an end is the word itself and a sign that is left.
const isNear = (word: string, text: string): boolean =>
  distance(word, text) <= 1 &&
  (text.length <= word.length || !(text.startsWith(word) || text.endsWith(word)));

const without = (word: string): string[] =>
  Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1));

/**
 * A set of plain words that also knows what is one edit away from them: two such have a form in common where each has
 * lost at most one sign, so that few need to be compared.
 */
export class Words {
  readonly #exact = new Set<string>();
  readonly #near = new Map<string, string[]>();
  /** The most signs in which a word can be found. */
  longest = 0;
  /** The fewest. */
  shortest = Infinity;

  constructor(words: Iterable<string>) {
    for (const word of words) this.#add(word);
  }

  /** Whether this is one of them, or one edit away from it: a sign changed, left out, or put in between. */
  has(text: string): boolean {
    if (this.#exact.has(text)) return true;
    return [text, ...without(text)].some((form) =>
      this.#near.get(form)?.some((word) => isNear(word, text)),
    );
  }

  #add(word: string): void {
    if (this.#exact.has(word)) return;
    this.#exact.add(word);
    const fuzzy = word.length >= shortestFuzzy;
    this.longest = Math.max(this.longest, word.length + (fuzzy ? 1 : 0));
    this.shortest = Math.min(this.shortest, word.length - (fuzzy ? 1 : 0));
    if (!fuzzy) return;
    for (const form of [word, ...without(word)]) put(this.#near, form, word);
  }
}
