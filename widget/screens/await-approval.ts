import { html } from 'lit/html.js';
import { methodName } from '../methods.ts';
import { notice, otherWay, startAgain, title } from '../parts/form.ts';
import type { Screen } from '../screen.ts';
import { msg } from '../words.ts';

/** A call or a push is answered on another device; the controller asks the backend from time to time. */
export const awaitApproval: Screen<'await-approval'> = {
  view: (step, context) => html`
    <div class="kt-form">
      ${title(msg('Waiting for you', { id: 'approval-title' }))}
      <p class="kt-lead">${methodName(step.method)}</p>
      <p class="kt-lead" role="status">
        ${
          step.expiresIn > context.elapsed
            ? msg('Answer on your other device. This page continues by itself.', {
                id: 'approval-lead',
              })
            : msg('Nobody answered. Choose another way, or try again.', { id: 'approval-over' })
        }
      </p>
      ${notice(context)}
      <div class="kt-more">${otherWay(context)} ${startAgain(context)}</div>
    </div>
  `,
};
