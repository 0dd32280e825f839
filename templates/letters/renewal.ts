// Letters that come again: methods to be confirmed, passwords that expire.
import { hostedLinks, pageUrl } from '../../tenant/addresses.ts';
import { addressBlock, isolate, type Letter, type LetterInput, text, wordsOf } from '../letter.ts';
import { greeting, passwordRules, token } from './phrases.ts';
import { canRegister, registerUrl } from './registration.ts';

/** Whether people are asked again after a while. */
export const reconfirms = (input: LetterInput): boolean =>
  canRegister(input) && input.tenant.policy.registration.reconfirmDays > 0;

/** Are your methods still right? */
export const reconfirm = (input: LetterInput): Letter => {
  const say = wordsOf(input);
  const days = input.tenant.policy.registration.reconfirmDays;
  return {
    subject: say('mail.reconfirm.subject'),
    preheader: say('mail.reconfirm.preheader'),
    title: say('mail.reconfirm.title'),
    blocks: [
      greeting(input),
      text(say('mail.reconfirm.benefit', { days })),
      text(say('mail.reconfirm.how')),
      { kind: 'button', label: say('mail.reconfirm.button'), url: registerUrl(input) },
      addressBlock(input),
    ],
  };
};

/** Whether passwords expire here. NIST SP 800-63B-4 forbids it, some directories insist. */
export const expires = ({ tenant }: LetterInput): boolean => tenant.policy.password.expiryDays > 0;

const changeUrl = ({ tenant, locale }: LetterInput): string =>
  tenant.portal.pages.includes('change')
    ? pageUrl(tenant, locale, 'change')
    : (hostedLinks(tenant, locale)?.change ?? pageUrl(tenant, locale));

/** Your password expires soon: when, what the new one must be, and where. */
export const expiry = (input: LetterInput): Letter => {
  const say = wordsOf(input);
  const known = input.knows?.has('expiryDate') && input.knows.has('userName');
  const who = {
    dated: known ? 'yes' : 'no',
    username: isolate(token.userName),
    date: isolate(token.expiryDate),
  };
  return {
    subject: say('mail.expiry.subject'),
    preheader: say('mail.expiry.preheader'),
    title: say('mail.expiry.title'),
    blocks: [
      greeting(input),
      text(say('mail.expiry.benefit', who)),
      text(passwordRules(input)),
      text(say('mail.expiry.life', { days: input.tenant.policy.password.expiryDays })),
      { kind: 'button', label: say('mail.expiry.button'), url: changeUrl(input) },
      addressBlock(input),
    ],
  };
};
