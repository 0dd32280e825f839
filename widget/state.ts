// The whole of a widget's state, and how it moves: pure, so that every walk can be tested without a page.
// No secret is ever in it: answers pass by on their way from the form to the request.
import type { FlowHandle, Problem, Reply } from '../backends/driver.ts';
import type { Step } from '../backends/protocol/index.ts';

type Asked = {
  step: Step;
  /** Where a flow of this kind begins, and begins again. */
  first: Step;
  /** Counts the steps shown, so that two steps of one kind are told apart. */
  turn: number;
  flow?: FlowHandle;
  /** The user name typed last: kept when a flow has to start again. */
  username?: string;
};

export type State =
  /** A step is on show, perhaps with what was wrong with the last answer to it. */
  | ({ at: 'asking'; problem?: Problem } & Asked)
  /** An answer is on its way; only the reply to this very `ticket` counts. */
  | ({ at: 'sending'; ticket: number; problem?: undefined } & Asked);

export type Happening =
  | { type: 'sent'; ticket: number; username?: string }
  | { type: 'replied'; ticket: number; reply: Reply }
  /** The form itself knows that the answer can't be right. */
  | { type: 'objected'; problem: Problem }
  | { type: 'restarted'; step: Step };

/** The state in which a flow begins. */
export const begin = (first: Step, turn = 0): State => ({ at: 'asking', step: first, first, turn });

const ask = (state: State, step: Step, flow: FlowHandle | undefined, problem?: Problem): State => {
  const { first, username } = state;
  // The same step again keeps its form, and with it what was typed.
  const same = step === state.step || (problem && step.kind === state.step.kind);
  const turn = same ? state.turn : state.turn + 1;
  return { at: 'asking', step, first, turn, flow, username, problem };
};

const afterProblem = (state: State, problem: Problem, flow: FlowHandle | undefined): State => {
  if (problem.code === 'flow-expired') return ask(state, state.first, undefined, problem);
  const step = problem.step ?? state.step;
  // An answer that came too late, to a step that is over: the person just goes on, there is nothing to mend.
  const late = problem.code === 'stale-answer' && step.kind !== state.step.kind;
  return ask(state, step, flow, late ? undefined : problem);
};

// The answer to "has it happened?" is "not yet": the person goes on waiting, with the focus where it is.
const stillWaits = ({ step: now }: State, next: Step): boolean =>
  now.kind === 'await-approval' && next.kind === now.kind && next.method === now.method;

const afterReply = (state: State, reply: Reply): State => {
  const flow = reply.flow ?? state.flow;
  return 'problem' in reply
    ? afterProblem(state, reply.problem, flow)
    : ask(state, stillWaits(state, reply.step) ? state.step : reply.step, flow);
};

/** Whether the backend is being asked to begin, or has just failed to, without a question to the person before. */
export const isOpening = ({ at, step, first, username, problem }: State): boolean =>
  step === first && username === undefined && (at === 'sending' || problem !== undefined);

/** The next state. What doesn't fit the present one (a late reply, a second click) changes nothing. */
export const reduce = (state: State, happening: Happening): State => {
  switch (happening.type) {
    case 'sent': {
      if (state.at === 'sending') return state;
      const { ticket, username = state.username } = happening;
      return { ...state, at: 'sending', ticket, username, problem: undefined };
    }
    case 'replied':
      return state.at === 'sending' && state.ticket === happening.ticket
        ? afterReply(state, happening.reply)
        : state;
    case 'objected':
      return state.at === 'asking' ? { ...state, problem: happening.problem } : state;
    case 'restarted':
      return begin(happening.step, state.turn + 1);
  }
};
