// The shapes that only registration needs, apart so that a page which resets doesn't pay for them.
import {
  count,
  knowSteps,
  list,
  maybe,
  method,
  passkeyOptions,
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
    'add-contact': {
      method,
      prefill: words,
      country: words,
      countries: maybe(list(shape({ country: text, code: text }))),
    },
    'add-totp': {
      secret: text,
      uri: text,
      qr: shape({ size: count, path: text }),
      length: count,
    },
    'add-passkey': { options: passkeyOptions },
    'show-codes': { codes: list(text) },
    'set-questions': {
      pool: list(question),
      custom: maybe(truth),
      required: count,
      rules: shape({ minAnswer: count, maxAnswer: count }),
    },
  });
