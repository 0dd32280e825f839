import type {
  Answer,
  FlowKind,
  ProblemBody,
  ProblemCode,
  RegistrationReply,
  StartRequest,
  Step,
} from './protocol/index.ts';

/**
 * Failures that no backend reports: it wasn't reached, or what came back wasn't the protocol; or the browser's own dialog
 * says that the device has a passkey here already.
 */
export type LocalProblem = 'unreachable' | 'bad-reply' | 'known-passkey';

/** A failure as the widget sees it: codes and numbers; its sentence is the widget's own. */
export type Problem = Pick<ProblemBody, 'triesLeft' | 'broken' | 'fields' | 'supportCode'> & {
  code: ProblemCode | LocalProblem;
  /** The step to show again, or to go on with. */
  step?: Step;
  /** Seconds until another try makes sense. */
  retryAfter?: number;
};

/** A running flow: `id` is a secret capability and stays in memory. */
export type FlowHandle = { id: string; revision?: number };

/** What a driver gives back: the next step, or why there is none. It never throws for what a backend or a network does. */
export type Reply = { flow?: FlowHandle; step: Step } | { problem: Problem; flow?: FlowHandle };

/** One kind of backend: everything that the widget needs to know of it. */
export interface Driver {
  /** The work is done on hosted pages: there is nothing to type here first. */
  readonly hosted?: boolean;
  /** Which flows there are, where not all of them. */
  readonly flows?: readonly FlowKind[];
  /** Begins a flow. Aborting `signal` gives the reply up; it resolves to `unreachable`. */
  start(request: StartRequest, signal: AbortSignal): Promise<Reply>;
  /** Sends what the person answered to the current step. */
  answer(flow: FlowHandle, answer: Answer, signal: AbortSignal): Promise<Reply>;
  /** Tells the backend that the person gave up; nothing waits for it. */
  cancel(flow: FlowHandle): void;
  /**
   * What somebody has registered who is signed in at the host page, by their token there. Undefined when nobody can say:
   * a reminder that isn't needed is worse than one that comes later.
   */
  registration?(token: string, signal: AbortSignal): Promise<RegistrationReply | undefined>;
}
