import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { FlowKind, Intent } from '../backends/protocol/index.ts';
import { title } from './parts/form.ts';
import { msg } from './words.ts';

/** One way on behind "Can't access your account?": what a person says of it, and the flow that it leads to. */
export type AccessChoice = {
  flow: FlowKind;
  intent?: Intent;
  expired?: true;
  text: () => string;
  hint?: () => string;
};

const needsPassword = (): string =>
  msg('You need your password for it. If you have forgotten it, choose a new one first.', {
    id: 'access-phone-hint',
  });

// By their names in the attribute `choices`, in the order in which they are offered.
const choices: Record<string, AccessChoice> = {
  forgot: {
    flow: 'reset',
    intent: 'reset',
    text: () => msg('I forgot my password', { id: 'intent-reset' }),
  },
  locked: {
    flow: 'reset',
    intent: 'unlock',
    text: () => msg('I know my password, but still can’t sign in', { id: 'intent-unlock' }),
  },
  expired: {
    flow: 'change',
    expired: true,
    text: () => msg('My password has expired', { id: 'access-expired' }),
  },
  phone: {
    flow: 'register',
    text: () => msg('I have a new phone', { id: 'access-phone' }),
    hint: needsPassword,
  },
  first: {
    flow: 'register',
    text: () => msg('I’m here for the first time', { id: 'access-first' }),
  },
};

/**
 * What is offered: of the flows that the backend has, the choices that are named; all where none is said. There is
 * always one: where nothing fits, the forgotten password.
 */
export const offered = (
  named: readonly string[] | undefined,
  flows: readonly FlowKind[] | undefined,
): readonly AccessChoice[] => {
  const fitting = Object.keys(choices).filter(
    (name) => (!named || named.includes(name)) && (!flows || flows.includes(choices[name]!.flow)),
  );
  return (fitting[0] ? fitting : ['forgot']).map((name) => choices[name]!);
};

const option = (
  choice: AccessChoice,
  choose: (choice: AccessChoice) => void,
): TemplateResult => html`
  <li>
    <button class="kt-choice" type="button" @click=${() => choose(choice)}>
      <span><b>${choice.text()}</b>${choice.hint ? html`<small>${choice.hint()}</small>` : nothing}</span>
    </button>
  </li>
`;

/** The question what is the matter, each answer one click. */
export const chooser = (
  list: readonly AccessChoice[],
  choose: (choice: AccessChoice) => void,
): TemplateResult => html`
  <div class="kt-form">
    ${title(msg('What happened?', { id: 'intent-title' }))}
    <ul class="kt-choices">
      ${list.map((choice) => option(choice, choose))}
    </ul>
  </div>
`;
