import { approvalOf, resendWait } from '../approvals.ts';
import { moveTo, trouble } from '../flow/outcome.ts';
import { addAgain, kept, sendTo } from './add-contact.ts';
import { approvalStep } from './await-approval.ts';
import type { StepRoom } from './step.ts';

/** A new number that can't be texted: it's theirs if they answer there and say so. */
export const verifyCall: StepRoom<'verify-call'> = {
  show: async ({ state }) => approvalStep(state.at.by, state.at),
  answers: {
    'await-approval': async (turn) => {
      const { gateway, state } = turn;
      const answer = await approvalOf(gateway, state.at);
      if (answer === 'approved') return kept(turn);
      return answer === 'refused'
        ? trouble({ ...state, at: addAgain(state.at) }, 'not-approved')
        : { state };
    },
    resend: async (turn) => {
      const wait = resendWait(turn.state.at);
      return wait > 0
        ? trouble(turn.state, 'too-many-tries', { retryAfter: wait })
        : sendTo(turn, turn.state.at.value);
    },
    'other-method': async ({ state }) => moveTo(state, addAgain(state.at)),
  },
};
