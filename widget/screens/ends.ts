// The screens that end a flow: done, stopped, and leave.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Problem } from '../../backends/driver.ts';
import type { Advice, Outcome, StopReason } from '../../backends/protocol/index.ts';
import { startAgain, title } from '../parts/form.ts';
import { helpCard } from '../parts/help.ts';
import type { Screen } from '../screen.ts';
import { sentenceFor, waitFor } from '../sentences.ts';
import { fill, msg } from '../words.ts';

type Titles = Partial<Record<Outcome, () => string>>;

const passwordSet = (): string => msg('Your new password is set', { id: 'done-password' });

/** What may come of a reset, and of a change. */
export const resetOutcomes: Titles = {
  'password-reset': passwordSet,
  unlocked: () => msg('Your account is unlocked', { id: 'done-unlocked' }),
};

type Advices = Partial<Record<Advice, () => string>>;

/** What to do once a password is another one. */
export const passwordAdvice: Advices = {
  'sign-in': () => msg('Sign in with it now.', { id: 'advice-sign-in' }),
  'update-devices': () =>
    msg(
      'Change it wherever it is saved too, such as your phone’s mail app, Wi-Fi or a browser: an old one can lock you out again.',
      { id: 'advice-update-devices' },
    ),
  'not-you': () =>
    msg('We send you a message about it. If it wasn’t you, call your help desk at once.', {
      id: 'advice-not-you',
    }),
};

const onward = (href: string, text: string): TemplateResult =>
  html`<p class="kt-actions"><a class="kt-button" href=${href} rel="noreferrer">${text}</a></p>`;

/** What happened, what to do next, and the way back. */
export const done = (titles: Titles, advices: Advices = {}): Screen<'done'> => ({
  view: ({ outcome, advice, returnTo }, context) => html`
    <div class="kt-form">
      <span class="kt-tick" aria-hidden="true"></span>
      ${title((titles[outcome] ?? passwordSet)())}
      <ul class="kt-advice">
        ${advice.map((one) => (advices[one] ? html`<li>${advices[one]()}</li>` : nothing))}
      </ul>
      ${
        returnTo && context.mayLeaveTo(returnTo)
          ? onward(returnTo, msg('Back to sign-in', { id: 'back-to-sign-in' }))
          : nothing
      }
    </div>
  `,
});

// A flow stops for what an answer can fail for, and it is said in the same words.
const codeOf = (reason: StopReason): Problem['code'] =>
  reason === 'unavailable' ? 'directory-unavailable' : reason;

const secondsUntil = (time: string | undefined): number => (Date.parse(time!) - Date.now()) / 1000;

/** Why it can't go on, and whom to ask. */
export const stopped: Screen<'stopped'> = {
  view: ({ reason, retryAt, help, supportCode }, context) => html`
    <div class="kt-form">
      ${title(msg('We can’t continue here', { id: 'stopped-title' }))}
      <p class="kt-lead">${sentenceFor({ code: codeOf(reason) })}</p>
      <p>${waitFor(secondsUntil(retryAt), context.locale)}</p>
      ${helpCard({ ...context.help, ...help }, supportCode)}
      <div class="kt-more">${startAgain(context)}</div>
    </div>
  `,
};

/** Goes on at another address. An address that isn't known is not offered at all. */
export const leave: Screen<'leave'> = {
  view: ({ url }, context) => html`
    <div class="kt-form">
      ${title(msg('Continue on another site', { id: 'leave-title' }))}
      ${
        context.mayLeaveTo(url)
          ? html`
              <p class="kt-lead">
                ${fill(msg('You do this at {host}.', { id: 'leave-lead' }), { host: new URL(url, location.href).host })}
              </p>
              ${onward(url, msg('Continue', { id: 'continue' }))}
            `
          : helpCard(context.help)
      }
    </div>
  `,
};
