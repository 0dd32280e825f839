// Imports nothing at run time: the same function runs in the widget's live list and in the gateway.
import type { BrokenRule, PublicPasswordPolicy } from './protocol/index.ts';

/** Length in Unicode code points, as NIST SP 800-63B-4 (3.1.1.2) counts it: an emoji of one code point is one. */
export const codePoints = (text: string): number => [...text].length;

const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{N}]/u];

/** How many of the four classes (lower case, upper case, digit, symbol or space) the password uses. */
export const classesIn = (password: string): number =>
  classes.filter((one) => one.test(password)).length;

// Control characters can't be typed reliably and end strings in some directories (NUL).
const control = /\p{Cc}/u;
const printableAscii = /^[\x20-\x7e]*$/;

const allowedCharacters = (password: string, unicode: boolean): boolean =>
  unicode ? !control.test(password) : printableAscii.test(password);

/** Folded so that `Ada`, `ADA` and `ádá` are the same and the Turkish dotted and dotless i can't hide a name. */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i');

/** The parts of a user name that a password may not contain: the whole, and what stands before the @, from 3 characters. */
const nameParts = (username: string): string[] =>
  [username, username.split('@')[0]!].map(fold).filter((part) => codePoints(part) >= 3);

const usesName = (password: string, username: string): boolean =>
  nameParts(username).some((part) => fold(password).includes(part));

/**
 * The rules that `password` breaks, of those that can be judged without a list or a network: in the order in which
 * they are shown. Whatever else the backend knows (banned words, breaches, history) it adds on its own.
 */
export const brokenRules = (
  password: string,
  policy: PublicPasswordPolicy,
  username: string,
): BrokenRule[] => {
  const length = codePoints(password);
  const rules: (BrokenRule | false)[] = [
    length < policy.minLength && { rule: 'min-length', need: policy.minLength },
    length > policy.maxLength && { rule: 'max-length', need: policy.maxLength },
    classesIn(password) < policy.classes && { rule: 'classes', need: policy.classes },
    !allowedCharacters(password, policy.unicode) && { rule: 'characters' },
    policy.notUserName && usesName(password, username) && { rule: 'username' },
  ];
  return rules.filter((rule) => rule !== false);
};
