// The leader's note before the launch, the news on its day, and the thanks after it.
import { methodsPhrase } from '../../tenant/phrases.ts';
import { type Letter, type LetterInput, offers, text, wordsOf } from '../letter.ts';
import { greeting, launchDay, passwordRules, portalButton, typed } from './phrases.ts';
import { canRegister } from './registration.ts';

/** The leader's note: why, and one request. */
export const leader = (input: LetterInput): Letter => {
  const say = wordsOf(input);
  const when = launchDay(input);
  const name = input.tenant.rollout.leader;
  return {
    subject: say('mail.leader.subject', when),
    preheader: say('mail.leader.preheader'),
    title: say('mail.leader.title'),
    blocks: [
      greeting(input),
      text(say('mail.leader.why', when)),
      text(say('mail.leader.safe')),
      ...(canRegister(input) ? [text(say('mail.leader.ask'))] : []),
      ...(name ? [text(name)] : []),
      ...portalButton(input, 'mail.announcement.button'),
    ],
  };
};

/** On the day: it is there, and how it goes. */
export const live = (input: LetterInput): Letter => {
  const say = wordsOf(input);
  const { tenant } = input;
  const { gates } = tenant.policy;
  return {
    subject: say('mail.live.subject'),
    preheader: say('mail.live.preheader', { address: typed(input) }),
    title: say('mail.live.title'),
    blocks: [
      greeting(input),
      text(say('mail.live.benefit', { unlock: offers(input, 'unlock') })),
      text(say('mail.live.how', { gates, methods: methodsPhrase(tenant, say) })),
      text(passwordRules(input)),
      ...portalButton(input, 'mail.live.button'),
    ],
  };
};

/** Afterwards: thanks, and the figures of `rollout.results` so far as there are any. */
export const thanks = (input: LetterInput): Letter => {
  const say = wordsOf(input);
  const { registered, resets } = input.tenant.rollout.results ?? {};
  const register = canRegister(input) ? 'yes' : 'no';
  const figures = [
    ...(registered === undefined
      ? []
      : [say('mail.thanks.registered', { share: registered / 100 })]),
    ...(resets === undefined ? [] : [say('mail.thanks.resets', { resets })]),
  ];
  return {
    subject: say('mail.thanks.subject'),
    preheader: say('mail.thanks.preheader'),
    title: say('mail.thanks.title'),
    blocks: [
      greeting(input),
      text(say('mail.thanks.benefit', { register })),
      ...(figures.length > 0 ? [text(figures.join(' '))] : []),
      text(say('mail.thanks.keep')),
      ...portalButton(input, 'mail.live.button'),
    ],
  };
};
