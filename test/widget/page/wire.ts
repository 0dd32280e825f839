// A backend at the wire: `fetch` is scripted, so that driver, reducer and elements all run as they are.
import type { FlowKind, ProblemBody, ProblemCode, Step } from '../../../backends/protocol/index.ts';
import { beforeEach } from './mocha.ts';

/** One request as it left the page. */
export type Sent = { method: string; path: string; body: unknown; init: RequestInit };

/** What is answered: a step is a success with it; anything else says so itself. */
export type Answer = Step | ((signal: AbortSignal) => Response | Promise<Response>);

/** Whatever has been sent, oldest first. */
export let sent: Sent[] = [];
let answers: Answer[] = [];
let started: Answer | undefined;
const real = globalThis.fetch;

/** The flow's secret id: it may stand in a request's path and nowhere else. */
export const flowId = 'canary-flow-id';

// As in backends/protocol/problems.ts, whose schemas aren't for browsers.
const statuses: Partial<Record<ProblemCode, number>> = {
  'stale-answer': 409,
  'flow-expired': 410,
  'not-signed-in': 401,
  'too-many-tries': 429,
  locked: 429,
  'not-eligible': 403,
  'directory-unavailable': 503,
  'outcome-unknown': 504,
};

const json = (body: unknown, status: number, headers: HeadersInit = {}): Response =>
  Response.json(body, { status, headers });

const stepReply = (step: Step): Response => json({ step, revision: sent.length }, 200);

/** A failure of the protocol. */
export const problem =
  (code: ProblemCode, rest: Partial<ProblemBody> = {}, headers: HeadersInit = {}): Answer =>
  () =>
    json({ type: `urn:keyturn:problem:${code}`, ...rest }, statuses[code] ?? 422, headers);

/** Something that isn't the protocol. */
export const raw =
  (body: string, type = 'text/html', status = 200): Answer =>
  () =>
    new Response(body, { status, headers: { 'content-type': type } });

/** No connection. */
export const offline: Answer = () => Promise.reject(new TypeError('Failed to fetch'));

/** Never answers; gives up when it is told to. */
export const hangs: Answer = (signal) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });

/** An answer that waits until it is let go, and then comes whatever has happened since. */
export const held = (answer: Step): { answer: Answer; release: () => void } => {
  const { promise, resolve } = Promise.withResolvers<void>();
  return {
    answer: async () => {
      await promise;
      return stepReply(answer);
    },
    release: resolve,
  };
};

const answered = (
  answer: Answer | undefined,
  signal: AbortSignal,
): Response | Promise<Response> => {
  if (answer === undefined) throw new Error('the test has no answer for this request');
  return typeof answer === 'function' ? answer(signal) : stepReply(answer);
};

const begun = (answer: Answer | undefined, signal: AbortSignal): Response | Promise<Response> => {
  if (typeof answer === 'function') return answer(signal);
  const { flow } = sent.at(-1)!.body as { flow: FlowKind };
  const step = answer ?? { kind: flow === 'reset' ? 'identify' : 'sign-in' };
  return json({ id: flowId, expiresAt: '2030-01-01T00:00:00Z', step, revision: 0 }, 201);
};

const wire = async (input: string, init: RequestInit = {}): Promise<Response> => {
  const { pathname: path } = new URL(input, location.href);
  if (!path.startsWith('/api/')) return real(input, init);
  const { method = 'GET', body, signal = new AbortController().signal } = init;
  sent.push({ method, path, body: typeof body === 'string' ? JSON.parse(body) : undefined, init });
  if (method === 'DELETE') return new Response(null, { status: 204 });
  return path === '/api/flows' ? begun(started, signal!) : answered(answers.shift(), signal!);
};

/** Answers the coming requests, in this order. A flow begins with its first question of its own accord. */
export const answer = (...list: Answer[]): void => {
  answers.push(...list);
};

/** Answers the next beginning of a flow. */
export const answerStart = (one: Answer): void => {
  started = one;
};

beforeEach(() => {
  sent = [];
  answers = [];
  started = undefined;
});

globalThis.fetch = wire as typeof fetch;
