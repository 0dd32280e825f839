import { html } from 'lit/html.js';
import { brokenRules } from '../../backends/password-rules.ts';
import type { PublicPasswordPolicy } from '../../backends/protocol/index.ts';
import { field } from '../parts/field.ts';
import { form } from '../parts/form.ts';
import { openRules, ruleList } from '../parts/rules.ts';
import { type Screen, textIn } from '../screen.ts';
import { knowSentences } from '../sentences.ts';
import { msg } from '../words.ts';

knowSentences({
  'password-rejected': () =>
    msg('This password breaks a rule. Please choose another one.', { id: 'password-rejected' }),
  'outcome-unknown': () =>
    msg(
      'We couldn’t see whether your new password was set. Try to sign in with the new one, then with the old one. If neither works, ask for help.',
      { id: 'outcome-unknown' },
    ),
});

// Safari and other managers make passwords that fit (WHATWG HTML issue 3518; Apple's passwordrules).
const managerRules = ({ minLength, maxLength, classes, unicode }: PublicPasswordPolicy): string =>
  [
    `minlength: ${minLength}`,
    `maxlength: ${maxLength}`,
    ...['lower', 'upper', 'digit'].slice(0, classes).map((one) => `required: ${one}`),
    `allowed: ascii-printable${unicode ? ', unicode' : ''}`,
  ].join('; ') + ';';

/** The new password: one field with a way to see it, and the rules judged while it is typed. */
export const newPassword: Screen<'new-password'> = {
  view: ({ username, policy }, context) =>
    form(context, {
      title: msg('Choose a new password', { id: 'password-title' }),
      lead: msg(
        'Three or four words that don’t belong together are easy to remember and hard to guess.',
        {
          id: 'password-lead',
        },
      ),
      body: html`
        <input
          class="kt-unseen"
          type="text"
          name="username"
          autocomplete="username"
          .value=${username}
          readonly
          tabindex="-1"
          aria-hidden="true"
        />
        ${field(context, {
          name: 'password',
          label: msg('New password', { id: 'new-password' }),
          type: 'password',
          autocomplete: 'new-password',
          ltr: true,
          minlength: policy.minLength,
          passwordrules: managerRules(policy),
          onInput: (password) => context.judge(password),
          below: html`
            ${ruleList(context.locale, policy, context.broken, context.problem?.broken)}
            <p class="kt-unseen" role="status">${openRules(context.broken)}</p>
          `,
        })}
      `,
      submit: msg('Set the password', { id: 'set-password' }),
    }),
  read: (data) => {
    const password = textIn(data, 'password');
    return password ? { kind: 'new-password', password } : { missing: 'password' };
  },
  judge: (password, { policy, username }) => brokenRules(password, policy, username),
};
