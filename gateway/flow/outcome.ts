import type { BrokenRule, ProblemCode } from '../../backends/protocol/index.ts';
import type { Unit } from '../store/store.ts';
import type { FlowState } from './state.ts';

/** What was wrong with an answer, as data. */
export type Trouble = {
  code: ProblemCode;
  triesLeft?: number;
  broken?: BrokenRule[];
  fields?: { field: string; problem: string }[];
  /** Seconds. */
  retryAfter?: number;
};

/**
 * What an answer leads to: the flow's next state, what is written with it, and what went wrong if anything did.
 * `act` is carried out once that has been written, and leads further: that is how a directory is changed between two
 * writes, so that a crash in between is known for what it is.
 */
export type Verdict = {
  state: FlowState;
  unit?: Unit;
  trouble?: Trouble;
  act?: () => Promise<Verdict>;
};

/** The same state, with what was wrong. */
export const trouble = (
  state: FlowState,
  code: ProblemCode,
  more: Omit<Trouble, 'code'> = {},
): Verdict => ({
  state,
  trouble: { code, ...more },
});

/** The state moved to another step. */
export const moveTo = (state: FlowState, at: FlowState['at'], unit?: Unit): Verdict => ({
  state: { ...state, at },
  unit,
});
