import { fold } from '../../backends/password-rules.ts';

const lookalikes: Record<string, string> = {
  0: 'o',
  1: 'l',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ß: 'ss',
};

// Most of the words that everybody knows are plain already; there are so many that each step of the long way is felt.
const isPlain = /^[a-z2689]*$/;
const isAscii = /^[a-z0-9]*$/;
const digits = /[013457]/g;

/** A word as it's compared: letters folded, their width and accents too, and look-alikes undone. */
export const plainWord = (text: string): string => {
  if (isPlain.test(text)) return text;
  if (isAscii.test(text)) return text.replace(digits, (digit) => lookalikes[digit]!);
  return [...fold(text)].map((sign) => lookalikes[sign] ?? sign).join('');
};

/** The words of a name, as they are compared. */
export const wordsOf = (name: string): string[] =>
  name
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map(plainWord)
    .filter(Boolean);
