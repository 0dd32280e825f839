import type { Advice, Outcome } from '../../backends/protocol/index.ts';
import { helpIn } from '../../tenant/phrases.ts';
import type { Verdict } from '../flow/outcome.ts';
import type { FlowState, Subject } from '../flow/state.ts';
import type { StepRoom } from './step.ts';

/** Closes self-service for the subject: a problem for the one who tried, with the step that says when it opens again. */
export const lockOut = (state: FlowState, until: number, subject: Subject): Verdict => ({
  state: { ...state, subject, at: { kind: 'stopped', reason: 'locked', retryAt: until } },
  unit: { events: [{ event: 'locked', username: subject.username }] },
  trouble: { code: 'locked', retryAfter: Math.ceil((until - Date.now()) / 1000) },
});

const adviceOn = (outcome: Outcome): Advice[] =>
  outcome === 'unlocked'
    ? ['update-devices']
    : outcome === 'registered' || outcome === 'confirmed'
      ? []
      : ['sign-in', 'update-devices', 'not-you'];

/** What happened. */
export const done: StepRoom<'done'> = {
  show: async ({ state, gateway }) => {
    const { outcome } = state.at;
    const returnTo = state.returnTo ?? gateway.tenant.signIn?.url;
    return {
      kind: 'done',
      outcome,
      returnTo,
      advice: adviceOn(outcome),
    };
  },
  answers: {},
};

/** Why it can't go on, and whom to ask. */
export const stopped: StepRoom<'stopped'> = {
  show: async ({ state, gateway, supportCode }) => ({
    kind: 'stopped',
    reason: state.at.reason,
    retryAt: state.at.retryAt === undefined ? undefined : new Date(state.at.retryAt).toISOString(),
    help: helpIn(gateway.tenant, state.locale),
    supportCode,
  }),
  answers: {},
};
