// Letters to those who carry the campaign: what to tell others, and what to expect.
import { methodsPhrase } from '../../tenant/phrases.ts';
import { type Letter, type LetterInput, text, wordsOf } from '../letter.ts';
import { dated, greeting, launchDay, portalButton, typed } from './phrases.ts';
import { canRegister } from './registration.ts';

/** To managers: what to tell their teams. */
export const managers = (input: LetterInput): Letter => {
  const say = wordsOf(input);
  const { tenant } = input;
  return {
    subject: say('mail.managers.subject'),
    preheader: say('mail.managers.preheader'),
    title: say('mail.managers.title'),
    blocks: [
      greeting(input),
      text(say('mail.managers.lead', launchDay(input))),
      {
        kind: 'list',
        items: [
          say('mail.managers.benefit'),
          canRegister(input) && say('mail.managers.todo', dated(tenant.rollout.deadline, input)),
          say('mail.managers.methods', { methods: methodsPhrase(tenant, say) }),
          say('mail.managers.genuine', { address: typed(input) }),
          say('mail.managers.help'),
        ].filter((item) => item !== false),
      },
      text(say('mail.managers.action')),
      ...portalButton(input, 'mail.announcement.button'),
    ],
  };
};

/** To the help desk: how to recognise people, and what never to ask (OWASP Forgot Password; sspr.md D25). */
export const helpDesk = (input: LetterInput): Letter => {
  const say = wordsOf(input);
  const address = typed(input);
  return {
    subject: say('mail.help-desk.subject'),
    preheader: say('mail.help-desk.preheader'),
    title: say('mail.help-desk.title'),
    blocks: [
      greeting(input),
      text(say('mail.help-desk.lead', { ...launchDay(input), address })),
      {
        kind: 'list',
        items: [
          say('mail.help-desk.identity'),
          say('mail.help-desk.never'),
          say('mail.help-desk.lead-there', { address }),
          // Only our own protocol gives people a code that stands for what stopped them.
          input.tenant.backend.kind === 'http' && say('mail.help-desk.support-code'),
          canRegister(input) && say('mail.help-desk.again'),
        ].filter((item) => item !== false),
      },
      text(say('mail.help-desk.action')),
      ...portalButton(input, 'mail.announcement.button'),
    ],
  };
};
