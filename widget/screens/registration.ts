import { knowRegisterSteps } from '../../backends/guards-register.ts';
import type { Screens } from '../screen.ts';
import { msg } from '../words.ts';
import { addContact } from './add-contact.ts';
import { done, leave, stopped } from './ends.ts';
import { enterCode } from './enter-code.ts';
import { reviewMethods } from './review-methods.ts';
import { setQuestions } from './set-questions.ts';
import { signIn } from './sign-in.ts';

knowRegisterSteps();

const allSet = (): string => msg('You’re all set', { id: 'done-registered' });

/** What registration may ask. */
export const registrationScreens: Screens<
  | 'sign-in'
  | 'review-methods'
  | 'add-contact'
  | 'enter-code'
  | 'set-questions'
  | 'done'
  | 'stopped'
  | 'leave'
> = {
  'sign-in': signIn,
  'review-methods': reviewMethods,
  'add-contact': addContact,
  'enter-code': enterCode,
  'set-questions': setQuestions,
  done: done({ registered: allSet, confirmed: allSet }),
  stopped,
  leave,
};
