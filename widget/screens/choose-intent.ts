import type { Intent } from '../../backends/protocol/index.ts';
import { choices } from '../parts/choices.ts';
import { form, quiet } from '../parts/form.ts';
import type { Screen } from '../screen.ts';
import { msg } from '../words.ts';

const texts: Record<Intent, () => { label: string; hint: string }> = {
  reset: () => ({
    label: msg('I forgot my password', { id: 'intent-reset' }),
    hint: msg('You choose a new one. A lock is lifted too.', { id: 'intent-reset-hint' }),
  }),
  unlock: () => ({
    label: msg('I know my password, but still can’t sign in', { id: 'intent-unlock' }),
    hint: msg('The lock is lifted; your password stays as it is.', { id: 'intent-unlock-hint' }),
  }),
};

/** Reset or unlock: equal first choices. */
export const chooseIntent: Screen<'choose-intent'> = {
  view: ({ intents }, context) => {
    const title = msg('What happened?', { id: 'intent-title' });
    const list = intents.map((value) => ({ value, ...texts[value]() }));
    return form(context, {
      title,
      body: choices('intent', title, list),
      submit: msg('Next', { id: 'next' }),
      more: quiet(context, msg('Another user name', { id: 'other-name' }), { kind: 'back' }),
    });
  },
  read: (data, { intents }) => {
    const intent = intents.find((one) => one === data.get('intent'));
    return intent ? { kind: 'choose-intent', intent } : { missing: 'intent' };
  },
};
