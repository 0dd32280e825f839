import { methodsPhrase } from '../../tenant/phrases.ts';
import { type Letter, type LetterInput, offers, text, wordsOf } from '../letter.ts';
import { greeting, launchDay, portalButton } from './phrases.ts';
import { canRegister } from './registration.ts';

/** Coming soon: what will change, when, and that there is nothing to do yet. */
export const announcement = (input: LetterInput): Letter => {
  const say = wordsOf(input);
  const when = launchDay(input);
  const how = [
    say('mail.announcement.how', { methods: methodsPhrase(input.tenant, say) }),
    ...(canRegister(input) ? [say('mail.announcement.setup')] : []),
  ];
  return {
    subject: say('mail.announcement.subject', when),
    preheader: say('mail.announcement.preheader'),
    title: say('mail.announcement.title'),
    blocks: [
      greeting(input),
      text(say('mail.announcement.benefit', { ...when, unlock: offers(input, 'unlock') })),
      text(how.join(' ')),
      text(say('mail.announcement.action')),
      ...portalButton(input, 'mail.announcement.button'),
    ],
  };
};
