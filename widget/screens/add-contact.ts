import type { StepOf } from '../../backends/protocol/index.ts';
import { field } from '../parts/field.ts';
import { form, quiet } from '../parts/form.ts';
import { type Context, type Screen, textIn } from '../screen.ts';
import { msg } from '../words.ts';

const mail = ({ prefill }: StepOf<'add-contact'>, context: Context) => ({
  title: msg('Add an email address', { id: 'email-title' }),
  body: field(context, {
    name: 'value',
    label: msg('Email address', { id: 'email-label' }),
    hint: msg('A private one: you must be able to read it when you can’t sign in here.', {
      id: 'email-hint',
    }),
    autocomplete: 'email',
    inputmode: 'email',
    ltr: true,
    value: prefill,
  }),
});

const phone = ({ prefill }: StepOf<'add-contact'>, context: Context) => ({
  title: msg('Add a mobile number', { id: 'number-title' }),
  body: field(context, {
    name: 'value',
    label: msg('Mobile number', { id: 'number-label' }),
    hint: msg('With the country code at the beginning.', { id: 'number-hint' }),
    type: 'tel',
    autocomplete: 'tel',
    inputmode: 'tel',
    ltr: true,
    value: prefill,
  }),
});

/** An address or a number. A code is sent there, so that nobody registers a mistyped one. */
export const addContact: Screen<'add-contact'> = {
  view: (step, context) =>
    form(context, {
      ...(step.method === 'email' ? mail : phone)(step, context),
      lead: msg('We send a code there to make sure that it’s yours.', { id: 'contact-lead' }),
      submit: msg('Next', { id: 'next' }),
      more: quiet(context, msg('Back', { id: 'back' }), { kind: 'back' }),
    }),
  read: (data) => {
    const value = textIn(data, 'value').trim();
    return value ? { kind: 'add-contact', value } : { missing: 'value' };
  },
};
