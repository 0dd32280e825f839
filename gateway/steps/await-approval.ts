import type { StepOf } from '../../backends/protocol/index.ts';
import { approvalOf, askApproval, pollAfter, resendWait, timeLeft } from '../approvals.ts';
import { moveTo, trouble, type Verdict } from '../flow/outcome.ts';
import type { ApprovedKind, AskedApproval } from '../flow/state.ts';
import { type Offer, offersFor } from '../offers.ts';
import { proofFailed, proofHolds } from './proofs.ts';
import type { Ground, StepRoom } from './step.ts';

/** What a person is shown who has to answer elsewhere. */
export const approvalStep = (
  method: ApprovedKind,
  asked: AskedApproval,
): StepOf<'await-approval'> => ({
  kind: 'await-approval',
  method,
  pollAfter,
  expiresIn: timeLeft(asked),
  number: asked.number,
});

/** Calls or notifies somebody. A name with nobody behind it costs the same, and nobody is asked. */
export const sendApproval = (
  ground: Ground,
  by: ApprovedKind,
  { id, to }: Pick<Offer, 'id' | 'to'>,
): Verdict => {
  const { asked, unit } = askApproval(ground, { kind: by, to });
  return moveTo(ground.state, { kind: 'await-approval', method: id, by, ...asked }, unit);
};

/** Answered on another device. It lives a minute, and is used up by the one answer that comes. */
export const awaitApproval: StepRoom<'await-approval'> = {
  show: async ({ state }) => approvalStep(state.at.by, state.at),
  answers: {
    'await-approval': async (turn) => {
      const { gateway, state } = turn;
      const answer = await approvalOf(gateway, state.at);
      if (answer === 'approved') return proofHolds(turn, state.at.method, state.at.served);
      if (answer === 'refused')
        return proofFailed(turn, 'not-approved', state.at.method, { kind: 'choose-method' });
      return { state };
    },
    resend: async (turn) => {
      const wait = resendWait(turn.state.at);
      if (wait > 0) return trouble(turn.state, 'too-many-tries', { retryAfter: wait });
      const { by, method: id } = turn.state.at;
      const offers = await offersFor(turn.gateway, turn.state.subject!);
      // It can be gone meanwhile: then nobody is asked.
      return sendApproval(turn, by, { id, to: offers.find((one) => one.id === id)?.to });
    },
    'other-method': async ({ state }) => moveTo(state, { kind: 'choose-method' }),
  },
};
