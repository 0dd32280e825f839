// What a proof that failed or succeeded leads to, whatever its method.
import { limits } from '../../backends/limits.ts';
import type { ProblemCode } from '../../backends/protocol/index.ts';
import { moveTo, type Verdict } from '../flow/outcome.ts';
import type { At, FlowState } from '../flow/state.ts';
import { failureCounters, proofGuard } from '../limiter.ts';
import { unlockAccount } from './commit.ts';
import { lockOut } from './ends.ts';
import type { Ground } from './step.ts';

const usernameOf = ({ subject }: FlowState): string => subject!.username;

/** A failed proof: it counts against the account, and the fifth one in a day closes self-service for it. */
export const proofFailed = async (
  { gateway, state }: Pick<Ground, 'gateway' | 'state'>,
  code: ProblemCode,
  method: string,
  at: At = state.at,
): Promise<Verdict> => {
  const username = usernameOf(state);
  const guard = proofGuard(gateway, username);
  const hits = [guard.counter, ...failureCounters(state.client)];
  const { count } = await gateway.store.count(guard.counter, guard.seconds);
  const left = guard.limit - count - 1;
  const failed = { event: 'proof failed', username, detail: method };
  if (left > 0)
    return {
      state: { ...state, at },
      unit: { guard, hits, events: [failed] },
      trouble: { code, triesLeft: left },
    };
  const locked = lockOut(state, Date.now() + limits.lockTime * 1000, state.subject!);
  return { ...locked, unit: { guard, hits, events: [failed, ...locked.unit!.events!] } };
};

/** A proof that holds: on to the next gate, or through the last one. `served` goes up if it was paid for. */
export const proofHolds = async (
  ground: Ground,
  method: string,
  served?: string,
): Promise<Verdict> => {
  const { gateway, state } = ground;
  const username = usernameOf(state);
  const guard = proofGuard(gateway, username);
  const hits = served === undefined ? [] : [served];
  const unit = { guard, hits, events: [{ event: 'proved', username, detail: method }] };
  const next = { ...state, proved: [...state.proved, method] };
  if (next.proved.length < (state.subject!.gates ?? gateway.tenant.policy.gates))
    return moveTo(next, { kind: 'choose-method' }, unit);
  if (state.intent === 'unlock') return unlockAccount({ ...ground, state: next }, unit);
  return moveTo(next, { kind: 'new-password' }, unit);
};
