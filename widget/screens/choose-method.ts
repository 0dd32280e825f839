import type { TemplateResult } from 'lit/html.js';
import type { OfferedMethod } from '../../backends/protocol/index.ts';
import { methodLabel } from '../methods.ts';
import { choices } from '../parts/choices.ts';
import { field } from '../parts/field.ts';
import { back, form } from '../parts/form.ts';
import { type Context, required, type Screen } from '../screen.ts';
import { knowSentences } from '../sentences.ts';
import { fill, msg } from '../words.ts';

knowSentences({
  'wrong-number': () =>
    msg('That isn’t the number we know. Type it in full, with the country code.', {
      id: 'wrong-number',
    }),
});

const confirmName = ({ id }: OfferedMethod): string => `confirm-${id}`;

const confirmField = (context: Context, method: OfferedMethod): TemplateResult =>
  field(context, {
    name: confirmName(method),
    label: msg('The full number, with country code', { id: 'confirm-number' }),
    hint: msg('We only use a number that you know in full.', { id: 'confirm-hint' }),
    type: 'tel',
    autocomplete: 'tel',
    inputmode: 'tel',
    ltr: true,
  });

/** How to prove it: only what is registered is offered, its targets masked, and nothing twice. */
export const chooseMethod: Screen<'choose-method'> = {
  view: ({ gate, gates, methods }, context) => {
    const title = msg('Prove that it’s you', { id: 'method-title' });
    const list = methods.map((method) => ({
      value: method.id,
      label: methodLabel(method),
      more: method.confirm && confirmField(context, method),
    }));
    return form(context, {
      title,
      lead:
        gates > 1 && fill(msg('Proof {gate} of {gates}', { id: 'method-gate' }), { gate, gates }),
      body: choices('method', title, list),
      submit: msg('Next', { id: 'next' }),
      more: back(context),
    });
  },
  read: (data, { methods }) => {
    const method = methods.find(({ id }) => id === data.get('method'));
    if (!method) return { missing: 'method' };
    const answer = { kind: 'choose-method', method: method.id } as const;
    return method.confirm
      ? required(data, confirmName(method), (confirm) => ({ ...answer, confirm }))
      : answer;
  },
};
