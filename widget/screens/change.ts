import type { Screens } from '../screen.ts';
import { done, leave, stopped } from './ends.ts';
import { newPassword } from './new-password.ts';
import { signIn } from './sign-in.ts';

/** What a change may ask. */
export const changeScreens: Screens<'sign-in' | 'new-password' | 'done' | 'stopped' | 'leave'> = {
  'sign-in': signIn,
  'new-password': newPassword,
  done: done({}),
  stopped,
  leave,
};
