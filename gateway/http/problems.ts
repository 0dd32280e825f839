import {
  problemStatus,
  problemType,
  type ProblemBody,
  type ProblemCode,
} from '../../backends/protocol/index.ts';
import type { Answered } from '../flow/machine.ts';
import type { Refused } from '../tokens.ts';

/** A failure of a request as such, before any flow is asked. */
type HttpTrouble = { code: ProblemCode; status?: number; retryAfter?: number };

type Rest = Omit<ProblemBody, 'type' | 'status'>;

const respond = ({ code, status, retryAfter }: HttpTrouble, rest: Rest = {}): Response => {
  const sent = status ?? problemStatus[code];
  const body: ProblemBody = { type: problemType(code), status: sent, ...rest };
  return new Response(JSON.stringify(body), {
    status: sent,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      // RFC 9110, 11.6.1: whoever says 401 says how to sign in.
      ...(sent === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
  });
};

/** A problem as a response (RFC 9457). */
export const problemResponse = (trouble: HttpTrouble): Response => respond(trouble);

/** A token that is of no use, or that can't be judged now. Which of its claims is wrong is told to nobody. */
export const refusedResponse = ({ problem }: Refused): Response =>
  respond({ code: problem, retryAfter: problem === 'directory-unavailable' ? 30 : undefined });

const moment = (seconds: number | undefined): string | undefined =>
  seconds === undefined ? undefined : new Date(Date.now() + seconds * 1000).toISOString();

/** What an answer came to, as a response: the next step, or the problem with the step to show. */
export const answerResponse = ({ step, revision, trouble, supportCode }: Answered): Response => {
  if (!trouble) return Response.json({ step, revision });
  const { triesLeft, broken, fields, retryAfter } = trouble;
  const retryAt = moment(retryAfter);
  return respond(trouble, { step, revision, triesLeft, broken, fields, supportCode, retryAt });
};
