// The shapes that only a reset needs, or a change of the password.
import {
  count,
  knowSteps,
  list,
  maybe,
  method,
  number,
  oneOf,
  passkeyOptions,
  question,
  shape,
  text,
  truth,
  words,
} from './guards.ts';
import { intents } from './protocol/kinds.ts';

const policy = shape({
  minLength: count,
  maxLength: count,
  classes: count,
  unicode: truth,
  notUserName: truth,
  banned: truth,
  breachCheck: truth,
  history: number,
});
const challenge = shape({ kind: oneOf(['sha-256']), salt: text, bits: count });
const offered = shape({ id: text, kind: method, hint: words, confirm: maybe(truth) });

/** Teaches the guards the step in which a password is chosen. */
export const knowPasswordStep = (): void =>
  knowSteps({ 'new-password': { username: text, policy } });

/** Teaches the guards the steps of a reset. */
export const knowResetSteps = (): void => {
  knowPasswordStep();
  knowSteps({
    identify: { username: words, challenge: maybe(challenge) },
    'choose-intent': { intents: list(oneOf(intents)) },
    'choose-method': { gate: count, gates: count, methods: list(offered) },
    'answer-questions': { questions: list(question) },
    'use-passkey': { options: passkeyOptions },
  });
};
