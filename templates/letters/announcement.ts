import { pageUrl, typedAddress } from '../../tenant/addresses.ts';
import { methodsPhrase } from '../../tenant/phrases.ts';
import {
  addressBlock,
  dayInWords,
  isolate,
  type Letter,
  type LetterInput,
  offers,
  text,
  wordsOf,
} from '../letter.ts';
import { canRegister } from './registration.ts';

/** Coming soon: what will change, when, and that there is nothing to do yet. */
export const announcement = (input: LetterInput): Letter => {
  const { tenant, locale } = input;
  const say = wordsOf(input);
  const { launch } = tenant.rollout;
  const when = { dated: launch ? 'yes' : 'no', date: launch ? dayInWords(launch, input) : '' };
  const how = [
    say('mail.announcement.how', { methods: methodsPhrase(tenant, say) }),
    ...(canRegister(input) ? [say('mail.announcement.setup')] : []),
  ];
  return {
    subject: say('mail.announcement.subject', when),
    preheader: say('mail.announcement.preheader'),
    title: say('mail.announcement.title'),
    blocks: [
      text(say('mail.greeting')),
      text(say('mail.announcement.benefit', { ...when, unlock: offers(input, 'unlock') })),
      text(how.join(' ')),
      text(say('mail.announcement.action')),
      {
        kind: 'button',
        label: say('mail.announcement.button', { address: isolate(typedAddress(tenant)) }),
        url: pageUrl(tenant, locale),
      },
      addressBlock(input),
    ],
  };
};
