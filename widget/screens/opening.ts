import { html, nothing } from 'lit/html.js';
import { notice, startAgain, title } from '../parts/form.ts';
import type { Screen } from '../screen.ts';
import { msg } from '../words.ts';

/** While the backend is asked who is there, and where that fails: nothing to type, for the page is signed in already. */
export const opening: Screen = {
  view: (_step, context) => html`
    <div class="kt-form" aria-busy=${context.busy}>
      ${title(msg('Your recovery methods', { id: 'review-title' }))}
      <p class="kt-busy" role="status">
        ${context.busy ? msg('One moment…', { id: 'busy' }) : nothing}
      </p>
      ${notice(context)} ${context.busy ? nothing : startAgain(context)}
    </div>
  `,
};
