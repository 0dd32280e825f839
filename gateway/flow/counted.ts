// What the numbers say of flows: where people get stuck, and how flows end. Nothing in them is about a person.
import type { Gateway } from '../context.ts';
import type { Answered } from './machine.ts';
import type { FlowState } from './state.ts';

/** Counts an answer, and the end that it led to. */
export const countAnswer = (
  { metrics }: Pick<Gateway, 'metrics'>,
  state: FlowState | undefined,
  { step, trouble }: Answered,
): void => {
  const flow = state?.flow ?? 'none';
  const at = state?.at.kind ?? 'none';
  metrics.count('keyturn_answers_total', { flow, step: at, problem: trouble?.code ?? 'none' });
  if (step?.kind === at) return;
  if (step?.kind === 'done') metrics.count('keyturn_ends_total', { flow, end: step.outcome });
  if (step?.kind === 'stopped') metrics.count('keyturn_ends_total', { flow, end: step.reason });
};
