import type { Problem } from '../backends/driver.ts';
import type { Outcome, StepKind, StopReason } from '../backends/protocol/index.ts';
import type { State } from './state.ts';

/** What the elements tell their page: codes and kinds only, never what was typed. */
export type KeyturnEvents = {
  /** Another step is on show. */
  'keyturn-step': CustomEvent<{ kind: StepKind }>;
  /** The flow has reached its end. */
  'keyturn-done': CustomEvent<{ outcome: Outcome }>;
  /** The flow can't go on. */
  'keyturn-stopped': CustomEvent<{ reason: StopReason; supportCode: string }>;
  /** An answer wasn't taken. */
  'keyturn-problem': CustomEvent<{ code: Problem['code'] }>;
};

/** Dispatches an event to the page; it bubbles, also out of a shadow root. */
export const tell = <N extends keyof KeyturnEvents>(
  element: Element,
  name: N,
  detail: KeyturnEvents[N]['detail'],
): void => {
  element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
};

/** Dispatches what a change of state means to the page. */
export const tellOf = (element: Element, before: State, { turn, step, problem }: State): void => {
  if (problem && problem !== before.problem)
    tell(element, 'keyturn-problem', { code: problem.code });
  if (turn === before.turn) return;
  tell(element, 'keyturn-step', { kind: step.kind });
  if (step.kind === 'done') tell(element, 'keyturn-done', { outcome: step.outcome });
  if (step.kind === 'stopped')
    tell(element, 'keyturn-stopped', { reason: step.reason, supportCode: step.supportCode });
};

declare global {
  // The events bubble: a document or a window hears them too.
  interface GlobalEventHandlersEventMap extends KeyturnEvents {}
}
