import {
  problemStatus,
  problemType,
  type ProblemBody,
  type ProblemCode,
} from '../../backends/protocol/index.ts';
import type { Answered } from '../flow/machine.ts';

/** A failure of a request as such, before any flow is asked. */
export type HttpTrouble = { code: ProblemCode; status?: number; retryAfter?: number };

// The caches and proxies in between must keep nothing of this, and the type must be believed.
const headers = { 'content-type': 'application/problem+json; charset=utf-8' };

const retry = (seconds: number | undefined): Record<string, string> =>
  seconds === undefined ? {} : { 'retry-after': String(seconds) };

/** A problem as a response (RFC 9457). */
export const problemResponse = ({ code, status, retryAfter }: HttpTrouble): Response =>
  new Response(JSON.stringify({ type: problemType(code), status: status ?? problemStatus[code] }), {
    status: status ?? problemStatus[code],
    headers: { ...headers, ...retry(retryAfter) },
  });

/** What an answer came to, as a response: the next step, or the problem with the step to show. */
export const answerResponse = ({ step, revision, trouble, supportCode }: Answered): Response => {
  if (!trouble) return Response.json({ step, revision });
  const { code, retryAfter, triesLeft, broken, fields } = trouble;
  const body: ProblemBody = {
    type: problemType(code),
    status: problemStatus[code],
    step,
    revision,
    triesLeft,
    broken,
    fields,
    supportCode,
    retryAt:
      retryAfter === undefined ? undefined : new Date(Date.now() + retryAfter * 1000).toISOString(),
  };
  return new Response(JSON.stringify(body), {
    status: problemStatus[code],
    headers: { ...headers, ...retry(retryAfter) },
  });
};
