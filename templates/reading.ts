/** The words of a text, in any script. */
export const wordsIn = (text: string): string[] =>
  text.match(/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}’'-]*/gu) ?? [];

// Silent reading, words a minute (Brysbaert 2019: 238 for English prose; others near it).
const pace = 230;

/** How long so many words take to read, in seconds. */
export const secondsFor = (words: number): number => Math.round((words / pace) * 60);
