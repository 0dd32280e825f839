import { knowRegisterSteps } from '../../backends/guards-register.ts';
import type { Screens } from '../screen.ts';
import { msg } from '../words.ts';
import { addContact } from './add-contact.ts';
import { addPasskey } from './add-passkey.ts';
import { addTotp } from './add-totp.ts';
import { awaitApproval } from './await-approval.ts';
import { done, leave, stopped } from './ends.ts';
import { enterCode } from './enter-code.ts';
import { reviewMethods } from './review-methods.ts';
import { setQuestions } from './set-questions.ts';
import { showCodes } from './show-codes.ts';
import { signIn } from './sign-in.ts';

knowRegisterSteps();

const allSet = (): string => msg('You’re all set', { id: 'done-registered' });

/** What registration may ask. */
export const registrationScreens: Screens<
  | 'sign-in'
  | 'review-methods'
  | 'add-contact'
  | 'add-totp'
  | 'add-passkey'
  | 'show-codes'
  | 'enter-code'
  | 'await-approval'
  | 'set-questions'
  | 'done'
  | 'stopped'
  | 'leave'
> = {
  'sign-in': signIn(),
  'review-methods': reviewMethods,
  'add-contact': addContact,
  'add-totp': addTotp,
  'add-passkey': addPasskey,
  'show-codes': showCodes,
  'enter-code': enterCode,
  'await-approval': awaitApproval,
  'set-questions': setQuestions,
  done: done({ registered: allSet, confirmed: allSet }),
  stopped,
  leave,
};
