import type { FlowKind } from '../../backends/protocol/index.ts';
import type { Account } from '../directory/directory.ts';
import { moveTo, trouble, type Verdict } from '../flow/outcome.ts';
import type { At, Subject } from '../flow/state.ts';
import type { Gateway } from '../context.ts';
import { lockedUntil, proofGuard, tryGuard } from '../limiter.ts';
import { whose } from '../person.ts';
import { lockOut } from './ends.ts';
import { naming, plainName } from './identify.ts';
import { proofFailed } from './proofs.ts';
import type { Guard } from '../store/store.ts';
import type { StepRoom, Turn } from './step.ts';

// Whoever may not reset has nothing to register for; their own password they may always change.
const nextFor = (flow: FlowKind, { eligible }: Account): At =>
  flow !== 'register'
    ? { kind: 'new-password' }
    : eligible === false
      ? { kind: 'stopped', reason: 'not-eligible' }
      : { kind: 'review-methods' };

// Whatever isn't wrong is taken back: a directory that doesn't answer must lock nobody.
const tried = async (
  { directory, store }: Pick<Gateway, 'directory' | 'store'>,
  counter: string,
  account: Account | undefined,
  password: string,
): Promise<boolean> => {
  let wrong = false;
  try {
    wrong = (await directory.verify(account?.id, password)) === 'wrong';
    return !wrong;
  } finally {
    if (!wrong) await store.unhit(counter);
  }
};

const pause = 30; // seconds; by then those that are being tried have failed or not

// Others are being tried right now, or as many as may be were wrong.
const exhausted = async (
  { gateway, state }: Turn<'sign-in'>,
  { counter, seconds }: Guard,
  subject: Subject,
): Promise<Verdict> => {
  const { last } = await gateway.store.count(counter, seconds);
  return Date.now() - last < pause * 1000
    ? trouble(state, 'too-many-tries', { retryAfter: pause })
    : lockOut(state, last + seconds * 1000, subject);
};

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
      const guard = tryGuard(gateway, name);
      if ((await gateway.store.hitBelow(guard)) >= guard.limit)
        return exhausted(turn, guard, subject);
      // An expired one still proves who it is: this is where it's changed.
      if (!(await tried(gateway, guard.counter, account, password)))
        return proofFailed({ gateway, state }, 'wrong-password', 'password', { kind: 'sign-in' });
      return moveTo(state, nextFor(state.flow, account!), {
        guard: proofGuard(gateway, name),
        events: [{ event: 'proved', username: name, detail: 'password' }],
      });
    },
  },
};
