// A person's hands and eyes, in whichever browser: keys go in, expressions are read.
import { readFileSync } from 'node:fs';
import { holds } from './waiting.ts';

/** Keys that aren't text. */
export type Key = 'Tab' | 'Enter';

/** What a browser's driver has to be able to do. */
export type Hands = {
  open(url: string): Promise<void>;
  /** The value of an expression in the page; JSON. */
  read<T>(expression: string): Promise<T>;
  /** Types a text where the focus is. */
  type(text: string): Promise<void>;
  press(key: Key): Promise<void>;
  /** What the page has written on the console so far, as `type: text`. */
  console(): Promise<string[]>;
  close(): Promise<void>;
};

/** The widget's words in English. */
export const words = JSON.parse(readFileSync('locales/widget/en.json', 'utf8')) as Record<
  string,
  string
>;

const inForm = (rest: string): string => `document.querySelector('.kt-form')${rest}`;

/** Waits until an expression is true. */
export const until = (hands: Hands, expression: string): Promise<void> =>
  holds(expression, () => hands.read<boolean>(`!!(${expression})`));

/** Waits until a step is on show and its heading has the focus. */
export const at = (hands: Hands, title: string): Promise<void> =>
  until(
    hands,
    `document.activeElement?.matches('.kt-title') && document.activeElement.textContent.trim() === ${JSON.stringify(words[title])}`,
  );

/** Puts the focus on the first thing that fits, as a click or a few more Tabs would. */
export const focus = async (hands: Hands, selector: string): Promise<void> => {
  const found = inForm(`?.querySelector(${JSON.stringify(selector)})`);
  await until(hands, found);
  await hands.read(`${found}.focus()`);
};

/** Types into a field of the form on show. */
export const fill = async (hands: Hands, name: string, text: string): Promise<void> => {
  await focus(hands, `[name=${name}]:not([readonly])`);
  await hands.type(text);
};

/** Signs in by keys alone, from the first field on. */
export const signIn = async (hands: Hands, username: string, password: string): Promise<void> => {
  await fill(hands, 'username', username);
  await hands.press('Tab');
  await hands.type(password);
  await hands.press('Enter');
};
