import { html } from 'lit/html.js';
import type { StepOf } from '../../backends/protocol/index.ts';
import { methodName } from '../methods.ts';
import { notice, otherWay, startAgain, title } from '../parts/form.ts';
import type { Screen } from '../screen.ts';
import { fill, msg } from '../words.ts';

// The heading has the focus, so a number to type is what is read first, and what is large.
const heading = ({ number }: StepOf<'await-approval'>): string =>
  number
    ? fill(msg('Type {n} on your phone', { id: 'approval-number' }), { n: number })
    : msg('Waiting for you', { id: 'approval-title' });

/** A call or a push is answered on another device; the controller asks the backend from time to time. */
export const awaitApproval: Screen<'await-approval'> = {
  view: (step, context) => html`
    <div class="kt-form">
      ${title(heading(step))}
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
