import type { Answer, AnswerKind, AnswerOf, Step } from '../../backends/protocol/index.ts';
import type { Gateway } from '../context.ts';
import type { AtKind, AtOf, FlowState } from '../flow/state.ts';
import type { Verdict } from '../flow/outcome.ts';

/** What everything in a flow stands on. */
export type Ground = {
  gateway: Gateway;
  state: FlowState;
  /** The flow's secret id; it keys the hashes of its codes. */
  flowId: string;
  supportCode: string;
};

/** What a step's handler is given: the ground, at its own kind of step. */
export type Turn<K extends AtKind = AtKind> = Ground & { state: { at: AtOf<K> } };

/** One kind of step: what the person sees, and what each answer that it takes leads to. */
export type StepRoom<K extends AtKind> = {
  show(turn: Turn<K>): Promise<Step>;
  answers: { [A in AnswerKind]?: (turn: Turn<K>, answer: AnswerOf<A>) => Promise<Verdict> };
};

/** Any step's handler for an answer, or undefined when the step doesn't take it. */
export const handlerFor = (
  room: StepRoom<AtKind>,
  answer: Answer,
): ((turn: Ground, answer: Answer) => Promise<Verdict>) | undefined =>
  room.answers[answer.kind] as ((turn: Ground, answer: Answer) => Promise<Verdict>) | undefined;
