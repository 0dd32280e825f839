import * as z from 'zod';
import { adviceKinds, intents, methodKinds, outcomes, stopReasons } from './kinds.ts';
import { publicPasswordPolicy } from './policy.ts';

const text = z.string();
const seconds = z.int().min(0).describe('seconds');
const kind = z.enum(methodKinds);

/** Whom to ask: every way that the organisation gave to reach a person. */
const help = z.object({
  name: text.optional(),
  email: text.optional(),
  phone: text.optional(),
  url: text.optional(),
  hours: text.optional(),
});
export type Help = z.infer<typeof help>;

/** Proof of work that needs no third party: find a `nonce` so that SHA-256(salt + nonce) starts with `bits` zero bits. */
const challenge = z.object({
  kind: z.literal('sha-256'),
  salt: text,
  bits: z.int().min(0),
});
export type Challenge = z.infer<typeof challenge>;

/** A registered method as the person may see it before they proved anything: the hint is masked. */
const offeredMethod = z.object({
  id: text,
  kind,
  hint: text.optional(),
  confirm: z.boolean().optional().describe('the full number must be typed before anything is sent'),
});
export type OfferedMethod = z.infer<typeof offeredMethod>;

const question = z.object({ id: text, text: text.optional() });

/** What the browser's own passkey dialog is given, as WebAuthn Level 3 writes it in JSON: passed on as it is. */
const passkeyOptions = z.looseObject({ challenge: text });

/** A country that a number can belong to: ISO 3166-1 alpha-2, and its calling code without the plus. */
const callingCode = z.object({ country: text, code: text });

/** One schema per step kind, and what it asks of a person. docs/protocol.md is made from them. */
export const steps = {
  identify: z
    .object({
      kind: z.literal('identify'),
      username: text.optional(),
      challenge: challenge.optional(),
    })
    .describe('The person types the user name.'),
  'sign-in': z
    .object({
      kind: z.literal('sign-in'),
      username: text.optional(),
      expired: z.boolean().optional(),
    })
    .describe('The person proves who they are with the present password.'),
  'choose-intent': z
    .object({
      kind: z.literal('choose-intent'),
      intents: z.array(z.enum(intents)),
    })
    .describe(
      'The person says what is the matter: a forgotten password, or a known one that doesn’t let them in.',
    ),
  'choose-method': z
    .object({
      kind: z.literal('choose-method'),
      gate: z.int().min(0),
      gates: z.int().min(0),
      methods: z.array(offeredMethod),
    })
    .describe(
      'The person picks how to prove that it’s them. What was used at the first gate isn’t offered at the second.',
    ),
  'enter-code': z
    .object({
      kind: z.literal('enter-code'),
      method: kind,
      sentTo: text.optional(),
      length: z.int().min(0),
      resendAfter: seconds,
      expiresIn: seconds,
      triesLeft: z.int().min(0).optional(),
    })
    .describe('The person types a code.'),
  'await-approval': z
    .object({
      kind: z.literal('await-approval'),
      method: kind,
      pollAfter: seconds,
      expiresIn: seconds,
      number: text.optional().describe('to be typed on the other device'),
    })
    .describe(
      'The person answers a call or a push; the caller asks again every `pollAfter` seconds.',
    ),
  'answer-questions': z
    .object({
      kind: z.literal('answer-questions'),
      questions: z.array(question),
    })
    .describe(
      'The person answers questions that they have registered. A wrong answer draws others.',
    ),
  'new-password': z
    .object({
      kind: z.literal('new-password'),
      username: text,
      policy: publicPasswordPolicy,
    })
    .describe('The person chooses a password.'),
  'use-passkey': z
    .object({ kind: z.literal('use-passkey'), options: passkeyOptions })
    .describe('The browser’s own dialog proves that it’s them.'),
  'review-methods': z
    .object({
      kind: z.literal('review-methods'),
      registered: z.array(
        z.object({ id: text, kind, hint: text.optional(), verifiedAt: text.optional() }),
      ),
      available: z.array(kind),
      required: z.int().min(0),
      canFinish: z.boolean(),
    })
    .describe('The person sees what is registered: confirms it, or adds, changes, removes.'),
  'add-contact': z
    .object({
      kind: z.literal('add-contact'),
      method: kind,
      prefill: text.optional(),
      country: text.optional().describe('ISO 3166-1 alpha-2: the country that is chosen at first'),
      countries: z.array(callingCode).optional().describe('for numbers: what can be chosen'),
    })
    .describe('The person gives a number or an address; a code is sent there before it counts.'),
  'add-totp': z
    .object({
      kind: z.literal('add-totp'),
      secret: text.describe('Base32, to be typed where no camera is'),
      uri: text.describe('otpauth:// (Key Uri Format)'),
      qr: z
        .object({ size: z.int().min(0), path: text })
        .describe('an SVG path in modules, with the light edge of four around it (ISO/IEC 18004)'),
      length: z.int().min(0),
    })
    .describe('The person sets up an authenticator app, and types its first code.'),
  'add-passkey': z
    .object({ kind: z.literal('add-passkey'), options: passkeyOptions })
    .describe('The browser’s own dialog makes a passkey.'),
  'show-codes': z
    .object({
      kind: z.literal('show-codes'),
      codes: z.array(text).describe('backup codes, told this once'),
    })
    .describe('The person puts backup codes away.'),
  'set-questions': z
    .object({
      kind: z.literal('set-questions'),
      pool: z.array(question),
      custom: z.boolean().optional(),
      required: z.int().min(0),
      rules: z.object({ minAnswer: z.int().min(0), maxAnswer: z.int().min(0) }),
    })
    .describe('The person chooses questions, and answers them.'),
  done: z
    .object({
      kind: z.literal('done'),
      outcome: z.enum(outcomes),
      returnTo: text.optional(),
      advice: z.array(z.enum(adviceKinds)),
    })
    .describe('The end: what happened.'),
  stopped: z
    .object({
      kind: z.literal('stopped'),
      reason: z.enum(stopReasons),
      retryAt: text.optional(),
      help,
      supportCode: text,
    })
    .describe('The end: why it doesn’t go on here, and whom to ask.'),
  leave: z
    .object({ kind: z.literal('leave'), url: text })
    .describe('The end: it goes on at another address.'),
};

/** What to ask the person now. */
export const step = z.discriminatedUnion('kind', [
  steps.identify,
  steps['sign-in'],
  steps['choose-intent'],
  steps['choose-method'],
  steps['enter-code'],
  steps['await-approval'],
  steps['answer-questions'],
  steps['new-password'],
  steps['use-passkey'],
  steps['review-methods'],
  steps['add-contact'],
  steps['add-totp'],
  steps['add-passkey'],
  steps['show-codes'],
  steps['set-questions'],
  steps.done,
  steps.stopped,
  steps.leave,
]);
export type Step = z.infer<typeof step>;
export type StepKind = Step['kind'];
/** The step of one kind. */
export type StepOf<K extends StepKind> = Extract<Step, { kind: K }>;
