import { html, type TemplateResult } from 'lit/html.js';
import type { StepOf } from '../../backends/protocol/index.ts';
import { methodLabel } from '../methods.ts';
import { field } from '../parts/field.ts';
import { form, otherWay, quiet } from '../parts/form.ts';
import { type Context, required, type Screen } from '../screen.ts';
import { fill, msg } from '../words.ts';

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

const resend = (step: StepOf<'enter-code'>, context: Context) => {
  const left = step.resendAfter - context.elapsed;
  const label =
    left > 0
      ? fill(msg('Send a new code ({time})', { id: 'resend-in' }), { time: clock(left) })
      : msg('Send a new code', { id: 'resend' });
  return quiet(context, label, { kind: 'resend' }, left > 0);
};

const lead = (
  { method, sentTo, expiresIn }: StepOf<'enter-code'>,
  { elapsed }: Context,
): string => {
  if (expiresIn > 0 && elapsed >= expiresIn)
    return msg('That code is too old. Send a new one.', { id: 'code-expired' });
  const n = Math.max(1, Math.round(expiresIn / 60));
  return fill(
    msg('On its way: {what}. It can take a minute. The code works for {n} min.', {
      id: 'code-lead',
    }),
    { what: methodLabel({ id: '', kind: method, hint: sentTo }), n },
  );
};

/** What every kind of code is asked for with. */
export const codeTitle = (): string => msg('Type the code', { id: 'code-title' });

/** The field for a code: one, so that paste and one-time-code autofill work. */
export const codeField = (context: Context, length: number): TemplateResult =>
  field(context, {
    name: 'code',
    label: fill(msg('Code of {n} digits', { id: 'code-label' }), { n: length }),
    autocomplete: 'one-time-code',
    inputmode: 'numeric',
    ltr: true,
  });

/** The code that was sent. */
export const enterCode: Screen<'enter-code'> = {
  view: (step, context) =>
    form(context, {
      title: codeTitle(),
      lead: html`<span role="status">${lead(step, context)}</span>`,
      body: codeField(context, step.length),
      submit: msg('Next', { id: 'next' }),
      more: [resend(step, context), otherWay(context)],
    }),
  // Spaces, hyphens, other scripts' digits: the backend reads them all (backends/typed-code.ts).
  read: (data) => required(data, 'code', (code) => ({ kind: 'enter-code', code })),
};
