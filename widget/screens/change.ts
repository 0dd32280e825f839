import { knowPasswordStep } from '../../backends/guards-reset.ts';
import type { Screens } from '../screen.ts';
import { done, leave, passwordAdvice, stopped } from './ends.ts';
import { newPassword } from './new-password.ts';
import { msg } from '../words.ts';
import { signIn } from './sign-in.ts';

knowPasswordStep();

/** What a change may ask. */
export const changeScreens: Screens<'sign-in' | 'new-password' | 'done' | 'stopped' | 'leave'> = {
  'sign-in': signIn(() => ({
    title: msg('Your password has expired', { id: 'expired-title' }),
    lead: msg('Type it once more, then choose a new one.', { id: 'sign-in-expired' }),
  })),
  'new-password': newPassword,
  done: done({}, passwordAdvice),
  stopped,
  leave,
};
