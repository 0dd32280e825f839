// The screens that end a flow: done, stopped, and leave.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Advice, Outcome, StopReason } from '../../backends/protocol/index.ts';
import { title } from '../parts/form.ts';
import { helpCard } from '../parts/help.ts';
import type { Screen } from '../screen.ts';
import { waitFor } from '../sentences.ts';
import { fill, msg } from '../words.ts';

type Titles = Partial<Record<Outcome, () => string>>;

const passwordSet = (): string => msg('Your new password is set', { id: 'done-password' });

/** What may come of a reset, and of a change. */
export const resetOutcomes: Titles = {
  'password-reset': passwordSet,
  unlocked: () => msg('Your account is unlocked', { id: 'done-unlocked' }),
};

const adviceTexts: Record<Advice, () => string> = {
  'sign-in': () => msg('Sign in with it now.', { id: 'advice-sign-in' }),
  'update-devices': () =>
    msg(
      'Change it on your phone and other devices too: an old password that is saved there can lock you out again.',
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
export const done = (titles: Titles): Screen<'done'> => ({
  view: ({ outcome, advice, returnTo }, context) => html`
    <div class="kt-form kt-done">
      <span class="kt-tick" aria-hidden="true"></span>
      ${title((titles[outcome] ?? passwordSet)())}
      <ul class="kt-advice">
        ${advice.map((one) => html`<li>${adviceTexts[one]()}</li>`)}
      </ul>
      ${
        returnTo && context.mayLeaveTo(returnTo)
          ? onward(returnTo, msg('Back to sign-in', { id: 'back-to-sign-in' }))
          : nothing
      }
    </div>
  `,
});

const reasonTexts: Record<StopReason, () => string> = {
  'not-eligible': () =>
    msg('This can’t be done here for your account. Please ask for help.', { id: 'not-eligible' }),
  locked: () =>
    msg('Too many tries. For your safety this service is closed to this account for now.', {
      id: 'locked',
    }),
  unavailable: () =>
    msg(
      'The service can’t be reached right now. Nothing was changed. Try again in a few minutes.',
      {
        id: 'directory-unavailable',
      },
    ),
};

const secondsUntil = (time: string | undefined): number | undefined =>
  time ? (Date.parse(time) - Date.now()) / 1000 : undefined;

/** Why it can't go on, and whom to ask. */
export const stopped: Screen<'stopped'> = {
  view: ({ reason, retryAt, help, supportCode }, context) => html`
    <div class="kt-form">
      ${title(msg('This can’t go on here', { id: 'stopped-title' }))}
      <p class="kt-lead">${reasonTexts[reason]()}</p>
      <p>${waitFor(secondsUntil(retryAt), context.locale)}</p>
      ${helpCard({ ...context.help, ...help }, supportCode)}
      <div class="kt-more">
        <button class="kt-quiet" type="button" @click=${() => context.restart()}>
          ${msg('Start again', { id: 'start-again' })}
        </button>
      </div>
    </div>
  `,
};

/** Goes on at another address. An address that isn't known is not offered at all. */
export const leave: Screen<'leave'> = {
  view: ({ url }, context) => html`
    <div class="kt-form">
      ${title(msg('It goes on elsewhere', { id: 'leave-title' }))}
      ${
        context.mayLeaveTo(url)
          ? html`
              <p class="kt-lead">
                ${fill(msg('You do this at {host}.', { id: 'leave-lead' }), { host: new URL(url, 'https://x').host })}
              </p>
              ${onward(url, msg('Continue', { id: 'continue' }))}
            `
          : helpCard(context.help)
      }
    </div>
  `,
};
