// The letters. The kit and the gateway send the same ones.
import { htmlOf } from './mail/html.ts';
import { textOf } from './mail/text.ts';
import { type Letter, type LetterInput, type SetLetter, undirected } from './letter.ts';

export { announcement } from './letters/announcement.ts';
export { helpDesk, managers } from './letters/briefings.ts';
export { code, type CodeData } from './letters/code.ts';
export { leader, live, thanks } from './letters/launch.ts';
export {
  administratorReset,
  methodsChanged,
  type NoticeData,
  passwordReset,
  unlocked,
} from './letters/notices.ts';
export { helpAsked, type HelpAskedData } from './letters/help-asked.ts';
export { canRegister, invitation, lastCall, newcomer, reminder } from './letters/registration.ts';
export { expires, expiry, reconfirm, reconfirms } from './letters/renewal.ts';
export { isLatin } from './letter.ts';
export type { Letter, LetterInput, MailLogo, SetLetter, Stationery } from './letter.ts';

// A line break in a subject would end it and begin another header (CWE-93); no control character belongs in one.
const oneLine = (text: string): string =>
  undirected(text)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

/** Sets a letter: subject, preheader, HTML and plain text. */
export const setLetter = (letter: Letter, input: LetterInput): SetLetter => {
  const subject = oneLine(letter.subject);
  const { preheader, title } = letter;
  return {
    subject,
    preheader,
    title,
    html: htmlOf({ ...letter, subject }, input),
    text: textOf(letter, input),
  };
};
