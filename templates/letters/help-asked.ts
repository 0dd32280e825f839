import { isolate, type Letter, type LetterInput, text, wordsOf } from '../letter.ts';
import { moment } from './notices.ts';

/** Who asks, when (ISO 8601), why, what the gateway knows of it, and their support code if they had one. */
export type HelpAskedData = {
  username: string;
  name: string;
  at: string;
  reason?: string;
  state?: string;
  code?: string;
};

/** "Somebody can't get into their account", to the administrators. Nothing in it was written by whoever asked. */
export const helpAsked = (input: LetterInput, data: HelpAskedData): Letter => {
  const say = wordsOf(input);
  const { username, name, at, reason = 'other', state = 'other', code } = data;
  const who = { username: isolate(username), name: isolate(name) };
  return {
    subject: say('mail.help-asked.subject', { username }),
    preheader: say('mail.help-asked.preheader'),
    title: say('mail.help-asked.title'),
    blocks: [
      text(say('mail.help-asked.what', { ...who, time: isolate(moment(at, input)) })),
      text(say('mail.help-asked.reason', { reason })),
      text(say('mail.help-asked.state', { state })),
      ...(code === undefined ? [] : [text(say('mail.help-asked.code', { code: isolate(code) }))]),
      { kind: 'note', text: say('mail.help-asked.check') },
      text(say('mail.help-asked.why')),
    ],
  };
};
