import {
  problemStatus,
  problemType,
  type ProblemBody,
  type ProblemCode,
} from '../../backends/protocol/index.ts';
import type { Answered } from '../flow/machine.ts';
import type { Refused } from '../tokens.ts';
import { jsonReply, type Reply } from './call.ts';
import { responseFrom } from './fetched.ts';

/** A failure of a request as such, before any flow is asked. */
type HttpTrouble = { code: ProblemCode; status?: number; retryAfter?: number };

type Rest = Omit<ProblemBody, 'type' | 'status'>;

const respond = ({ code, status, retryAfter }: HttpTrouble, rest: Rest = {}): Reply => {
  const sent = status ?? problemStatus[code];
  const body: ProblemBody = { type: problemType(code), status: sent, ...rest };
  return {
    status: sent,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      // RFC 9110, 11.6.1: whoever says 401 says how to sign in.
      ...(sent === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
    body: JSON.stringify(body),
  };
};

/** A problem (RFC 9457). */
export const problemReply = (trouble: HttpTrouble): Reply => respond(trouble);

/** The same, for routes that speak `fetch`. */
export const problemResponse = (trouble: HttpTrouble): Response => responseFrom(respond(trouble));

/** A token that is of no use, or that can't be judged now. Which of its claims is wrong is told to nobody. */
export const refusedReply = ({ problem }: Refused): Reply =>
  respond({ code: problem, retryAfter: problem === 'directory-unavailable' ? 30 : undefined });

/** The same, for routes that speak `fetch`. */
export const refusedResponse = (refused: Refused): Response => responseFrom(refusedReply(refused));

const moment = (seconds: number | undefined): string | undefined =>
  seconds === undefined ? undefined : new Date(Date.now() + seconds * 1000).toISOString();

/** What an answer came to: the next step, or the problem with the step to show. */
export const answerReply = ({ step, revision, trouble, supportCode }: Answered): Reply => {
  if (!trouble) return jsonReply({ step, revision });
  const { triesLeft, broken, fields, retryAfter } = trouble;
  const retryAt = moment(retryAfter);
  return respond(trouble, { step, revision, triesLeft, broken, fields, supportCode, retryAt });
};
