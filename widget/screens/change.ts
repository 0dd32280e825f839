import type { Screens } from '../screen.ts';
import { done, leave, stopped } from './ends.ts';
import { newPassword } from './new-password.ts';
import { signIn } from './sign-in.ts';
import { msg } from '../words.ts';

/** What a change may ask. */
export const changeScreens: Screens<'sign-in' | 'new-password' | 'done' | 'stopped' | 'leave'> = {
  'sign-in': signIn(() => msg('Sign in to change it', { id: 'sign-in-title' })),
  'new-password': newPassword,
  done: done({}),
  stopped,
  leave,
};
