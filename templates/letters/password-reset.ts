import { inWords } from '../../locales/words.ts';
import { deskLinks, deskWays } from '../desk.ts';
import { isolate, type Letter, type LetterInput, regional, text, wordsOf } from '../letter.ts';

/** Whose password, and when (ISO 8601). Never the password. */
export type PasswordResetData = { username: string; at: string };

const moment = (at: string, input: LetterInput): string => {
  const options = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } as const;
  return `${inWords(regional(input), new Date(at), options)} UTC`;
};

/** "Your password was reset": what happened, and what to do if it wasn't you. */
export const passwordReset = (input: LetterInput, { username, at }: PasswordResetData): Letter => {
  const { tenant } = input;
  const say = wordsOf(input);
  return {
    subject: say('mail.password-reset.subject', {
      organization: tenant.organization.shortName,
    }),
    preheader: say('mail.password-reset.preheader'),
    title: say('mail.password-reset.title'),
    blocks: [
      text(
        say('mail.password-reset.what', {
          username: isolate(username),
          time: isolate(moment(at, input)),
        }),
      ),
      {
        kind: 'note',
        text: say('mail.password-reset.not-you', { ways: deskWays(input) }),
        links: deskLinks(tenant),
      },
      text(say('mail.password-reset.you')),
    ],
  };
};
