import type { Words } from '../../locales/words.ts';
import { type Block, isolate, type Letter, type LetterInput, text, wordsOf } from '../letter.ts';

/** What only the gateway knows. */
export type CodeData = {
  code: string;
  minutes: number;
  username: string;
  /** Where whoever reads it goes on without typing, and where they say that it wasn't them. */
  link?: string;
  stop?: string;
};

const goOn = (say: Words, { link }: CodeData): Block[] =>
  link === undefined
    ? []
    : [
        text(say('mail.code.link-lead')),
        { kind: 'button', label: say('mail.code.link-button'), url: link },
      ];

const stop = (say: Words, { stop: url }: CodeData): Block[] =>
  url === undefined ? [] : [{ kind: 'link', label: say('mail.code.stop'), url }];

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
      ...goOn(say, data),
      text(say('mail.code.life', { minutes })),
      { kind: 'note', text: say(data.stop ? 'mail.code.stop-lead' : 'mail.code.not-you') },
      ...stop(say, data),
    ],
  };
};
