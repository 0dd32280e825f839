import { field } from '../parts/field.ts';
import { form } from '../parts/form.ts';
import { type Screen, textIn } from '../screen.ts';
import { knowSignIn } from '../sentences.ts';
import { msg } from '../words.ts';

knowSignIn({
  'wrong-password': () =>
    msg('The user name or the password isn’t right.', { id: 'wrong-password' }),
  'not-signed-in': () =>
    msg('You are not signed in any more. Please sign in and try again.', { id: 'not-signed-in' }),
});

/** The current password, to change something. */
export const signIn: Screen<'sign-in'> = {
  view: (step, context) =>
    form(context, {
      title: msg('Sign in first', { id: 'sign-in-title' }),
      lead: step.expired
        ? msg('Your password has expired. Type it once more, then choose a new one.', {
            id: 'sign-in-expired',
          })
        : msg('Type the password that you have now.', { id: 'sign-in-lead' }),
      body: [
        field(context, {
          name: 'username',
          label: msg('User name', { id: 'username' }),
          autocomplete: 'username',
          inputmode: 'email',
          ltr: true,
          value: step.username,
        }),
        field(context, {
          name: 'password',
          label: msg('Current password', { id: 'present-password' }),
          type: 'password',
          autocomplete: 'current-password',
          ltr: true,
        }),
      ],
      submit: msg('Next', { id: 'next' }),
    }),
  read: (data) => {
    const username = textIn(data, 'username').trim();
    const password = textIn(data, 'password');
    if (!username) return { missing: 'username' };
    return password ? { kind: 'sign-in', username, password } : { missing: 'password' };
  },
};
