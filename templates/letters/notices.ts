import { inWords } from '../../locales/words.ts';
import { deskLinks, deskWays } from '../desk.ts';
import { isolate, type Letter, type LetterInput, regional, text, wordsOf } from '../letter.ts';

/** Whose account, and when (ISO 8601). Never a password. */
export type NoticeData = { username: string; at: string };

/** A moment in UTC, in the letter's language. */
export const moment = (at: string, input: LetterInput): string => {
  const options = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } as const;
  return `${inWords(regional(input), new Date(at), options)} UTC`;
};

type Told = Pick<Letter, 'subject' | 'title'> & { what: string; you: string };

// What happened, and what to do if it wasn't you.
const noticeOf = (input: LetterInput, { subject, title, what, you }: Told): Letter => {
  const say = wordsOf(input);
  return {
    subject,
    preheader: say('mail.password-reset.preheader'),
    title,
    blocks: [
      text(what),
      {
        kind: 'note',
        text: say('mail.password-reset.not-you', { ways: deskWays(input) }),
        links: deskLinks(input.tenant),
      },
      text(you),
    ],
  };
};

const placed = (input: LetterInput, { username, at }: NoticeData) => ({
  username: isolate(username),
  time: isolate(moment(at, input)),
});

const organizationOf = ({ tenant }: LetterInput) => ({
  organization: tenant.organization.shortName,
});

/** "Your password was reset". */
export const passwordReset = (input: LetterInput, data: NoticeData): Letter => {
  const say = wordsOf(input);
  return noticeOf(input, {
    subject: say('mail.password-reset.subject', organizationOf(input)),
    title: say('mail.password-reset.title'),
    what: say('mail.password-reset.what', placed(input, data)),
    you: say('mail.password-reset.you'),
  });
};

/** "Your account was unlocked": its password stayed as it was. */
export const unlocked = (input: LetterInput, data: NoticeData): Letter => {
  const say = wordsOf(input);
  return noticeOf(input, {
    subject: say('mail.unlocked.subject', organizationOf(input)),
    title: say('mail.unlocked.title'),
    what: say('mail.unlocked.what', placed(input, data)),
    you: say('mail.unlocked.you'),
  });
};

/** "Your recovery methods were changed". */
export const methodsChanged = (input: LetterInput, data: NoticeData): Letter => {
  const say = wordsOf(input);
  return noticeOf(input, {
    subject: say('mail.methods-changed.subject', organizationOf(input)),
    title: say('mail.methods-changed.title'),
    what: say('mail.methods-changed.what', placed(input, data)),
    you: say('mail.methods-changed.you'),
  });
};

/** "An administrator's password was reset", to the other administrators: whoever reads it is the one to ask. */
export const administratorReset = (input: LetterInput, data: NoticeData): Letter => {
  const say = wordsOf(input);
  return {
    subject: say('mail.administrator-reset.subject', organizationOf(input)),
    preheader: say('mail.administrator-reset.preheader'),
    title: say('mail.administrator-reset.title'),
    blocks: [
      text(say('mail.administrator-reset.what', placed(input, data))),
      { kind: 'note', text: say('mail.administrator-reset.check'), links: [] },
      text(say('mail.administrator-reset.why')),
    ],
  };
};
