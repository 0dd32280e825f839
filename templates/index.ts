// The letters. The kit and the gateway send the same ones.
import { htmlOf } from './mail/html.ts';
import { textOf } from './mail/text.ts';
import type { Letter, LetterInput, SetLetter } from './letter.ts';

export { announcement } from './letters/announcement.ts';
export { code, type CodeData } from './letters/code.ts';
export { passwordReset, type PasswordResetData } from './letters/password-reset.ts';
export { invitation, reminder } from './letters/registration.ts';
export type { Letter, LetterInput, MailLogo, SetLetter } from './letter.ts';

// A line break in a subject would end it and begin another header (CWE-93).
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** Sets a letter: subject, preheader, HTML and plain text. */
export const setLetter = (letter: Letter, input: LetterInput): SetLetter => ({
  subject: oneLine(letter.subject).replace(/[\u2066-\u2069]/g, ''),
  preheader: letter.preheader,
  title: letter.title,
  html: htmlOf(letter, input),
  text: textOf(letter, input),
});
