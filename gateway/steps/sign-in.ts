import { moveTo, trouble } from '../flow/outcome.ts';
import { lockedUntil, proofGuard } from '../limiter.ts';
import { lockOut } from './ends.ts';
import { naming, plainName } from './identify.ts';
import { proofFailed } from './proofs.ts';
import type { StepRoom } from './step.ts';

/** The current password, to change it. Nobody's password takes as long to refuse as somebody's. */
export const signIn: StepRoom<'sign-in'> = {
  show: async ({ state }) => ({ kind: 'sign-in', username: state.prefill }),
  answers: {
    'sign-in': async (turn, { username, password }) => {
      const { gateway } = turn;
      const counted = naming(turn.state);
      if (!counted) return trouble(turn.state, 'flow-expired');
      const name = plainName(username, gateway.tenant.organization.domains[0]!);
      const until = await lockedUntil(gateway, name);
      if (until) return lockOut(turn.state, until, name);
      const account = await gateway.directory.find(name);
      const state = { ...counted, subject: { username: name, personId: account?.id } };
      // An expired one still proves who it is: this is where it's changed.
      if ((await gateway.directory.verify(account?.id, password)) === 'wrong')
        return proofFailed({ gateway, state }, 'wrong-password', 'password', { kind: 'sign-in' });
      return moveTo(
        { ...state, proved: ['password'] },
        { kind: state.flow === 'register' ? 'review-methods' : 'new-password' },
        {
          guard: proofGuard(gateway, name),
          events: [{ event: 'proved', username: name, detail: 'password' }],
        },
      );
    },
  },
};
