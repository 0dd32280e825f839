import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Answer, StepOf } from '../../backends/protocol/index.ts';
import { methodLabel, methodName } from '../methods.ts';
import { choices } from '../parts/choices.ts';
import { button, form, quiet } from '../parts/form.ts';
import type { Context, Screen } from '../screen.ts';
import { fill, msg } from '../words.ts';

type Review = StepOf<'review-methods'>;
type Registered = Review['registered'][number];
type Action = Extract<Answer, { kind: 'review-methods' }>;

// Of these there is nothing to correct: changing them makes new ones. A second passkey is added beside the first.
const made = /totp|backup/;
const contacts = /mail|sms|call/;

// What the organisation knows of its people by itself was never proved here, and is not theirs to remove.
const isGiven = ({ kind, verifiedAt }: Registered): boolean =>
  verifiedAt === undefined && contacts.test(kind);

// Its name says which of several it is; what is seen of it is a part of that name.
const small = (context: Context, label: string, method: string, answer: Action): TemplateResult =>
  quiet(context, label, answer, false, `${label}: ${method}`);

const since = (one: Registered, locale: string): string => {
  if (isGiven(one)) return msg('From your organisation', { id: 'from-organisation' });
  const time = Date.parse(one.verifiedAt!);
  return time
    ? fill(msg('Verified on {date}', { id: 'verified-on' }), {
        date: new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(time),
      })
    : '';
};

// Opened by one button, done by another that comes up behind it: a slip removes nothing.
const removal = (context: Context, label: string, answer: Action): TemplateResult => html`
  <details>
    <summary class="kt-quiet" aria-label="${msg('Remove', { id: 'remove' })}: ${label}">
      ${msg('Remove', { id: 'remove' })}
    </summary>
    ${small(context, msg('Yes, remove', { id: 'remove-yes' }), label, answer)}
  </details>
`;

const row = (context: Context, method: Registered): TemplateResult => {
  const { id, kind } = method;
  const label = methodLabel(method);
  const answer = (action: Action['action']): Action => ({ kind: 'review-methods', action, id });
  const change = made.test(kind)
    ? msg('Set up again', { id: 'renew' })
    : msg('Change', { id: 'change' });
  return html`
    <li>
      <b>${label}</b>
      <small class="kt-hint">${since(method, context.locale)}</small>
      ${kind === 'passkey' ? nothing : small(context, change, label, answer('change'))}
      ${isGiven(method) ? nothing : removal(context, label, answer('remove'))}
    </li>
  `;
};

const list = ({ registered }: Review, context: Context): TemplateResult | typeof nothing =>
  registered[0]
    ? html`<ul class="kt-methods">
        ${registered.map((method) => row(context, method))}
      </ul>`
    : nothing;

const title = (): string => msg('Your recovery methods', { id: 'review-title' });

// The backend hears of it, and nothing that was kept is lost.
const notNow = ({ restart }: Context): TemplateResult =>
  button(msg('Not now', { id: 'not-now' }), restart);

const enough = (step: Review, context: Context): TemplateResult =>
  form(context, {
    title: title(),
    lead: msg('Is all of this still right?', { id: 'review-lead' }),
    body: list(step, context),
    submit: msg('Looks good', { id: 'looks-good' }),
    more: [
      step.available.map((method) =>
        quiet(
          context,
          fill(msg('Add: {method}', { id: 'add-method' }), { method: methodName(method) }),
          { kind: 'review-methods', action: 'add', method },
        ),
      ),
      notNow(context),
    ],
  });

// A mobile phone that can be texted and called is one way, not two.
const missing = ({ registered, required }: Review): number => {
  const ways = registered.map(({ kind }) => (kind === 'call-mobile' ? 'sms' : kind));
  return Math.max(1, required - new Set(ways).size);
};

const tooFew = (step: Review, context: Context): TemplateResult => {
  const add = msg('Add', { id: 'add' });
  return form(context, {
    title: title(),
    lead: fill(msg('Different ways that you still need here: {n}', { id: 'review-need' }), {
      n: missing(step),
    }),
    body: [
      list(step, context),
      choices(
        'method',
        add,
        step.available.map((value) => ({ value, label: methodName(value) })),
      ),
    ],
    submit: add,
    more: notNow(context),
  });
};

/** What is registered: "looks good" once it's enough, and until then what to add. */
export const reviewMethods: Screen<'review-methods'> = {
  view: (step, context) => (step.canFinish ? enough(step, context) : tooFew(step, context)),
  read: (data, { canFinish, available }) => {
    if (canFinish) return { kind: 'review-methods', action: 'confirm' };
    const method = available.find((kind) => kind === data.get('method'));
    return method ? { kind: 'review-methods', action: 'add', method } : { missing: 'method' };
  },
};
