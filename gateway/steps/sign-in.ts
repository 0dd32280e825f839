import type { FlowKind } from '../../backends/protocol/index.ts';
import type { Account } from '../directory/directory.ts';
import { moveTo, trouble } from '../flow/outcome.ts';
import type { At } from '../flow/state.ts';
import { lockedUntil, proofGuard } from '../limiter.ts';
import { whose } from '../person.ts';
import { lockOut } from './ends.ts';
import { naming, plainName } from './identify.ts';
import { proofFailed } from './proofs.ts';
import type { StepRoom } from './step.ts';

// Whoever may not reset has nothing to register for; their own password they may always change.
const nextFor = (flow: FlowKind, { eligible }: Account): At =>
  flow !== 'register'
    ? { kind: 'new-password' }
    : eligible === false
      ? { kind: 'stopped', reason: 'not-eligible' }
      : { kind: 'review-methods' };

/** The current password, to change it. Nobody's password takes as long to refuse as somebody's. */
export const signIn: StepRoom<'sign-in'> = {
  show: async ({ state }) => ({ kind: 'sign-in', username: state.prefill }),
  answers: {
    'sign-in': async (turn, { username, password }) => {
      const { gateway } = turn;
      const counted = naming(turn.state);
      if (!counted) return trouble(turn.state, 'flow-expired');
      const typed = plainName(username, gateway.tenant.organization.domains[0]!);
      const { username: name, account } = await whose(gateway, typed);
      const subject = { username: name, personId: account?.id, stranger: !account };
      const until = await lockedUntil(gateway, name);
      if (until) return lockOut(turn.state, until, subject);
      const state = { ...counted, subject };
      // An expired one still proves who it is: this is where it's changed.
      if ((await gateway.directory.verify(account?.id, password)) === 'wrong')
        return proofFailed({ gateway, state }, 'wrong-password', 'password', { kind: 'sign-in' });
      return moveTo({ ...state, proved: ['password'] }, nextFor(state.flow, account!), {
        guard: proofGuard(gateway, name),
        events: [{ event: 'proved', username: name, detail: 'password' }],
      });
    },
  },
};
