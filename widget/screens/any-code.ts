import type { TemplateResult } from 'lit/html.js';
import type { StepOf } from '../../backends/protocol/index.ts';
import { field } from '../parts/field.ts';
import { form, otherWay } from '../parts/form.ts';
import type { Context, Screen } from '../screen.ts';
import { msg } from '../words.ts';
import { codeField, codeTitle, enterCode } from './enter-code.ts';
import { readText } from './read-text.ts';

// What the person has already: nothing is sent, and nothing grows old.
const owned = (context: Context, lead: string, body: TemplateResult): TemplateResult =>
  form(context, {
    title: codeTitle(),
    lead,
    body,
    submit: msg('Next', { id: 'next' }),
    more: otherWay(context),
  });

const fromApp = ({ length }: StepOf<'enter-code'>, context: Context): TemplateResult =>
  owned(
    context,
    msg('Your authenticator app shows it.', { id: 'totp-lead' }),
    codeField(context, length),
  );

// Letters and digits, from a list on paper: no keypad, and nothing that a browser could read in a message.
const fromList = (context: Context): TemplateResult =>
  owned(
    context,
    msg('Take one from your list. Each works once.', { id: 'backup-lead' }),
    field(context, { name: 'code', label: msg('Backup code', { id: 'backup-label' }), ltr: true }),
  );

/** A code: one that was sent, the one that an app shows now, or one of a list. */
export const anyCode: Screen<'enter-code'> = {
  ...enterCode,
  view: (step, context) =>
    step.method === 'totp'
      ? fromApp(step, context)
      : step.method === 'backup-code'
        ? fromList(context)
        : enterCode.view(step, context),
  shown: readText,
};
