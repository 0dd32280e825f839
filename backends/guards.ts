// The shapes of the protocol once more, small enough to ship to browsers (0.6 KB against zod's 5.4 KB, brotli).
// test/backends/guards.test.ts holds each of them equal to its zod schema.
import type { ProblemBody, Step, StepKind } from './protocol/index.ts';
import {
  adviceKinds,
  methodKinds,
  outcomes,
  passwordRules,
  stopReasons,
} from './protocol/kinds.ts';

/** Whether a value has the shape that is meant. */
export type Check = (value: unknown) => boolean;
/** The fields of an object, each with its check. */
export type Fields = Record<string, Check>;

/** A text, of any length. */
export const text: Check = (value) => typeof value === 'string';
/** `true` or `false`. */
export const truth: Check = (value) => typeof value === 'boolean';
/** A whole number from 0, small enough to be exact. */
export const count: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
/** What `check` takes, or nothing. */
export const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
/** A list, each of whose items `check` takes. */
export const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
/** One of these words. */
export const oneOf =
  (words: readonly string[]): Check =>
  (value) =>
    words.includes(value as string);
/** An object with these fields; what else it has is of no interest. */
export const shape =
  (fields: Fields): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(fields).every((key) => fields[key]!((value as Record<string, unknown>)[key]));

/** A text that may be left out. */
export const words = maybe(text);
/** A whole number that may be left out. */
export const number = maybe(count);
/** A method kind of the protocol. */
export const method = oneOf(methodKinds);
/** What the browser's passkey dialog is given. */
export const passkeyOptions = shape({ challenge: text });
/** A security question; its text may be left out. */
export const question = shape({ id: text, text: words });

const help = shape({ name: words, email: words, phone: words, url: words, hours: words });

// What every flow may come to; the others are taught by those who show them.
const steps: Partial<Record<StepKind, Fields>> = {
  'sign-in': { username: words, expired: maybe(truth) },
  'enter-code': {
    method,
    sentTo: words,
    length: count,
    resendAfter: count,
    expiresIn: count,
    triesLeft: number,
  },
  'await-approval': { method, pollAfter: count, expiresIn: count, number: words },
  done: { outcome: oneOf(outcomes), returnTo: words, advice: list(oneOf(adviceKinds)) },
  stopped: { reason: oneOf(stopReasons), retryAt: words, help, supportCode: text },
  leave: { url: text },
};

/** Teaches the guards further step kinds: an element that can't show a kind needn't know its shape. */
export const knowSteps = (more: Partial<Record<StepKind, Fields>>): void => {
  Object.assign(steps, more);
};

/** Whether `value` is a step of the protocol with every field that its kind needs. */
export const isStep = (value: unknown): value is Step => {
  const kind = (value as { kind?: unknown } | null | undefined)?.kind as StepKind;
  return Object.hasOwn(steps, kind) && shape(steps[kind]!)(value);
};

const isProblemShape = shape({
  type: text,
  title: words,
  status: number,
  detail: words,
  step: maybe(isStep),
  revision: number,
  triesLeft: number,
  broken: maybe(list(shape({ rule: oneOf(passwordRules), need: number }))),
  fields: maybe(list(shape({ field: text, problem: text }))),
  retryAt: words,
  supportCode: words,
});
/** Whether `value` is a problem's body (RFC 9457) as the protocol means it. */
export const isProblem = (value: unknown): value is ProblemBody => isProblemShape(value);

const isReplyShape = shape({ step: isStep, revision: number, id: words, expiresAt: words });
/** Whether `value` is the body of a success: of an answer, or, with an `id`, of a start. */
export const isReply = (value: unknown): value is { step: Step; revision?: number } =>
  isReplyShape(value);
