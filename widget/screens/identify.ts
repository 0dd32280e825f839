import type { StepOf } from '../../backends/protocol/index.ts';
import { field } from '../parts/field.ts';
import { form } from '../parts/form.ts';
import { required, type Screen } from '../screen.ts';
import { knowSentences } from '../sentences.ts';
import { solve } from '../work.ts';
import { msg } from '../words.ts';

knowSentences({
  'wrong-challenge': () =>
    msg('The check of your browser didn’t work. Please try again.', { id: 'wrong-challenge' }),
});

/** Who are you: the one thing that is typed before anything else. site/parts/FirstStep.astro draws the same form. */
export const identify: Screen<'identify'> = {
  view: (step: StepOf<'identify'>, context) =>
    form(context, {
      title: msg('Who are you?', { id: 'identify-title' }),
      lead: msg('Type your user name. It is often your work email address.', {
        id: 'identify-lead',
      }),
      body: field(context, {
        name: 'username',
        label: msg('User name', { id: 'username' }),
        autocomplete: 'username',
        inputmode: 'email',
        ltr: true,
        value: step.username,
      }),
      submit: msg('Next', { id: 'next' }),
    }),
  read: (data) => required(data, 'username', (username) => ({ kind: 'identify', username })),
  finish: async (answer, { challenge }, signal) =>
    challenge ? { ...answer, nonce: await solve(challenge, signal) } : answer,
};
