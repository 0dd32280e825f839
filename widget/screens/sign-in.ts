import { field } from '../parts/field.ts';
import { form } from '../parts/form.ts';
import { type Screen, textIn } from '../screen.ts';
import { knowSentences } from '../sentences.ts';
import { msg } from '../words.ts';

knowSentences({
  'wrong-password': () =>
    msg('The user name or the password isn’t right.', { id: 'wrong-password' }),
  'not-signed-in': () =>
    msg('You are not signed in any more. Please sign in and try again.', { id: 'not-signed-in' }),
});

type Opening = { title: string; lead: string };

const plain = (): Opening => ({
  title: msg('Sign in first', { id: 'sign-in-title' }),
  lead: msg('Type the password that you have now.', { id: 'sign-in-lead' }),
});

/** The current password, to change something; `expired` says what to do where it's too old to be of other use. */
export const signIn = (expired = plain): Screen<'sign-in'> => ({
  view: (step, context) =>
    form(context, {
      ...(step.expired ? expired : plain)(),
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
});
