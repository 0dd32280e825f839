import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Answer, OfferedMethod, StepOf } from '../../backends/protocol/index.ts';
import { methodLabel, methodName } from '../methods.ts';
import { choices } from '../parts/choices.ts';
import { form, quiet } from '../parts/form.ts';
import type { Context, Screen } from '../screen.ts';
import { fill, msg } from '../words.ts';

type Review = StepOf<'review-methods'>;
type Action = Extract<Answer, { kind: 'review-methods' }>;

// Its name says which of several it is; what is seen of it is a part of that name.
const small = (
  { busy, send }: Context,
  label: string,
  method: string,
  answer: Action,
): TemplateResult => html`
  <button
    class="kt-quiet"
    type="button"
    aria-disabled=${busy}
    aria-label="${label}: ${method}"
    @click=${() => busy || send(answer)}
  >
    ${label}
  </button>
`;

const row = (context: Context, method: OfferedMethod): TemplateResult => {
  const { id } = method;
  const label = methodLabel(method);
  const answer = (action: Action['action']): Action => ({ kind: 'review-methods', action, id });
  return html`
    <li>
      <b>${label}</b>
      ${small(context, msg('Change', { id: 'change' }), label, answer('change'))}
      ${small(context, msg('Remove', { id: 'remove' }), label, answer('remove'))}
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

const enough = (step: Review, context: Context): TemplateResult =>
  form(context, {
    title: title(),
    lead: msg('Is all of this still right?', { id: 'review-lead' }),
    body: list(step, context),
    submit: msg('Looks good', { id: 'looks-good' }),
    more: step.available.map((method) =>
      quiet(
        context,
        fill(msg('Add: {method}', { id: 'add-method' }), { method: methodName(method) }),
        { kind: 'review-methods', action: 'add', method },
      ),
    ),
  });

const tooFew = (step: Review, context: Context): TemplateResult => {
  const add = msg('Add', { id: 'add' });
  return form(context, {
    title: title(),
    lead: fill(msg('Different ways that you need here: {n}', { id: 'review-need' }), {
      n: step.required,
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
