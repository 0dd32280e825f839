import { DirectoryUnavailable } from '../directory/directory.ts';
import { trouble, type Verdict } from '../flow/outcome.ts';
import type { FlowState } from '../flow/state.ts';
import type { Unit } from '../store/store.ts';

/**
 * Back to the review, and only then the directory: of many answers at once one has an effect, and a code is used up
 * before it counts. The notices go with the first write, so that no answer in between can keep them from being sent.
 */
export const registering = (
  before: FlowState,
  unit: Unit,
  change: () => Promise<void>,
): Verdict => {
  const state: FlowState = { ...before, changed: true, at: { kind: 'review-methods' } };
  return {
    state,
    unit,
    act: async () => {
      try {
        await change();
        return { state };
      } catch (error) {
        if (!(error instanceof DirectoryUnavailable)) throw error;
        return trouble(state, 'directory-unavailable', { retryAfter: 60 });
      }
    },
  };
};
