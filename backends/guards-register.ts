// The shapes that only registration needs, apart so that a page which resets doesn't pay for them.
import {
  count,
  knowSteps,
  list,
  maybe,
  method,
  question,
  shape,
  text,
  truth,
  words,
} from './guards.ts';

/** Teaches the guards the steps of registration. */
export const knowRegisterSteps = (): void =>
  knowSteps({
    'review-methods': {
      registered: list(shape({ id: text, kind: method, hint: words, verifiedAt: words })),
      available: list(method),
      required: count,
      canFinish: truth,
    },
    'add-contact': { method, prefill: words },
    'set-questions': {
      pool: list(question),
      custom: maybe(truth),
      required: count,
      rules: shape({ minAnswer: count, maxAnswer: count }),
    },
  });
