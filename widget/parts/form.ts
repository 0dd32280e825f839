import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Problem } from '../../backends/driver.ts';
import type { Answer } from '../../backends/protocol/index.ts';
import type { Context } from '../screen.ts';
import { sentenceFor, waitFor } from '../sentences.ts';
import { msg } from '../words.ts';
import { helpCard } from './help.ts';

type Parts = {
  title: string;
  /** What to do, in one or two sentences. */
  lead?: unknown;
  body?: unknown;
  /** The label of the main button. */
  submit: string;
  /** Further ways out, below the main button. */
  more?: unknown;
};

// Failures that another try doesn't mend, or may not: the person is told whom to ask at once. A browser that keeps a page
// from reading the replies, because the backend doesn't know that page, looks like one without a connection.
const needsHelp = new Set([
  'unreachable',
  'bad-reply',
  'not-eligible',
  'locked',
  'outcome-unknown',
  'directory-unavailable',
]);

const sentence = ({ locale, waited }: Context, problem: Problem): TemplateResult => html`
  <p>
    ${sentenceFor(problem)} <span role="timer">${waitFor(problem.retryAfter! - waited, locale)}</span>
  </p>
`;

/**
 * What was wrong with the last answer. Its countdown isn't read out every second, for a timer's changes are not
 * announced. Where a field says it, the style leaves it to be heard alone.
 */
export const notice = (context: Context): TemplateResult => {
  const { problem, help } = context;
  return html`
  <div class="kt-notice" role="alert">
    ${problem && sentence(context, problem)}
    ${problem && needsHelp.has(problem.code) ? helpCard(help, problem.supportCode) : nothing}
  </div>
`;
};

/** The heading that takes the focus when a step is shown. */
export const title = (text: string): TemplateResult =>
  html`<h2 class="kt-title" tabindex="-1">${text}</h2>`;

/** A step with a form: heading, sentence, fields, main button, other ways. One `<form>` per step, native inputs. */
export const form = (
  context: Context,
  { title: text, lead, body, submit, more }: Parts,
): TemplateResult => html`
  <form class="kt-form" novalidate aria-busy=${context.busy}>
    ${title(text)} ${lead ? html`<p class="kt-lead">${lead}</p>` : nothing} ${notice(context)}
    ${body}
    <div class="kt-actions">
      <button class="kt-button" type="submit" aria-disabled=${context.busy}>${submit}</button>
      <p class="kt-busy" role="status">
        ${context.busy ? msg('One moment…', { id: 'busy' }) : nothing}
      </p>
    </div>
    ${more ? html`<div class="kt-more">${more}</div>` : nothing}
  </form>
`;

/** A button beside the main one. `name` is what it's called where its label alone doesn't tell it from others. */
export const button = (
  label: string,
  act: (event: Event) => void,
  off: boolean | typeof nothing = nothing,
  name?: string,
): TemplateResult => html`
  <button
    class="kt-quiet"
    type="button"
    aria-disabled=${off}
    aria-label=${name ?? nothing}
    @click=${act}
  >
    ${label}
  </button>
`;

/** A button that answers the step in another way. */
export const quiet = (
  { busy, send }: Context,
  label: string,
  answer: Answer,
  off = false,
  name?: string,
): TemplateResult => button(label, () => off || send(answer), busy || off, name);

/** The way to another way of proving. */
export const otherWay = (context: Context): TemplateResult =>
  quiet(context, msg('Another way', { id: 'other-way' }), { kind: 'other-method' });

/** The way back to the step before. */
export const back = (context: Context): TemplateResult =>
  quiet(context, msg('Back', { id: 'back' }), { kind: 'back' });

/** The way back to the beginning. */
export const startAgain = ({ restart }: Context): TemplateResult =>
  button(msg('Start again', { id: 'start-again' }), restart);

/** For a step that this version doesn't know: no blank page, but a person to ask. */
export const noScreen = ({ help }: Context): TemplateResult => html`
  <div class="kt-form">${title(sentenceFor({ code: 'bad-reply' }))} ${helpCard(help)}</div>
`;
