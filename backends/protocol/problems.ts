import * as z from 'zod';
import { type ProblemCode, passwordRules } from './kinds.ts';
import { step } from './steps.ts';

/** The HTTP status of each problem (RFC 9457). */
export const problemStatus: Record<ProblemCode, number> = {
  'wrong-code': 422,
  'wrong-answer': 422,
  'wrong-number': 422,
  'wrong-password': 422,
  'wrong-challenge': 422,
  'wrong-passkey': 422,
  'not-approved': 422,
  'code-expired': 422,
  'password-rejected': 422,
  'invalid-answer': 422,
  'stale-answer': 409,
  'flow-expired': 410,
  'not-signed-in': 401,
  'too-many-tries': 429,
  locked: 429,
  'not-eligible': 403,
  'directory-unavailable': 503,
  'outcome-unknown': 504,
};

/** One broken password rule, with the numbers a sentence needs. */
const brokenRule = z.object({
  rule: z.enum(passwordRules),
  need: z.int().min(0).optional(),
});
export type BrokenRule = z.infer<typeof brokenRule>;

/** The body of every failure. `detail` is for logs and is never shown as it is. */
export const problem = z.object({
  type: z.string().describe('ends in the code'),
  title: z.string().optional(),
  status: z.int().min(0).optional(),
  detail: z.string().optional(),
  step: step.optional(),
  revision: z.int().min(0).optional(),
  triesLeft: z.int().min(0).optional(),
  broken: z.array(brokenRule).optional(),
  fields: z.array(z.object({ field: z.string(), problem: z.string() })).optional(),
  retryAt: z.string().optional(),
  supportCode: z.string().optional(),
});
export type ProblemBody = z.infer<typeof problem>;

const urn = 'urn:keyturn:problem:';
/** The `type` of a problem with this code. */
export const problemType = (code: ProblemCode): string => urn + code;

/**
 * Where a flow stands: each answer that is taken moves it on by one. Given back with an answer it tells a replayed or
 * doubled answer from a new one of the same kind; a backend may leave it out.
 */
const revision = z.int().min(0).optional();

/** Body of `201` to `POST /flows`. */
export const startReply = z.object({ id: z.string(), expiresAt: z.string(), step, revision });
export type StartReply = z.infer<typeof startReply>;
/** Body of `200` to `POST /flows/{id}`. */
export const answerReply = z.object({ step, revision });
export type AnswerReply = z.infer<typeof answerReply>;
