import type { ProblemCode } from '../../backends/protocol/index.ts';
import type { Verdict } from '../flow/outcome.ts';
import type { At } from '../flow/state.ts';
import { proofGuard } from '../limiter.ts';
import { proofFailed, proofHolds } from './proofs.ts';
import type { Ground } from './step.ts';

/**
 * A proof that looks right, and is good once. The flow moves on first, so that of many answers at once one gets as far as
 * using it up; and it is used up before it counts, so that of many flows at once one gets through. If the machine dies in
 * between, it's lost and opened nothing.
 */
export const spending = (
  ground: Ground,
  { method, code, at }: { method: string; code: ProblemCode; at: At },
  spend: () => Promise<boolean>,
): Verdict => {
  const state = { ...ground.state, at };
  return {
    state,
    unit: { guard: proofGuard(ground.gateway, state.subject!.username) },
    act: async () => {
      const next = { ...ground, state };
      return (await spend()) ? proofHolds(next, method) : proofFailed(next, code, method);
    },
  };
};
