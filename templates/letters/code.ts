import { isolate, type Letter, type LetterInput, text, wordsOf } from '../letter.ts';

/** What only the gateway knows. */
export type CodeData = { code: string; minutes: number; username: string };

/** The verification code. The code isn't in the subject: locked screens show subjects. */
export const code = (input: LetterInput, data: CodeData): Letter => {
  const say = wordsOf(input);
  const { minutes, username } = data;
  return {
    subject: say('mail.code.subject', { organization: input.tenant.organization.shortName }),
    preheader: say('mail.code.preheader', { minutes }),
    title: say('mail.code.title'),
    blocks: [
      text(say('mail.code.lead', { username: isolate(username) })),
      { kind: 'code', code: data.code },
      text(say('mail.code.life', { minutes })),
      { kind: 'note', text: say('mail.code.not-you') },
    ],
  };
};
