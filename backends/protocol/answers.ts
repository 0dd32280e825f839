import * as z from 'zod';
import { flowKinds, intents, methodKinds } from './kinds.ts';

// Longest thing a person types by hand; a password has its own limit. Beyond it a request is malformed, whoever sent it.
const typed = z.string().min(1).max(320);
const id = z.string().min(1).max(64);

const password = z.string().min(1).max(1024);

/** What the browser's passkey dialog gave back, as `PublicKeyCredential.toJSON()` writes it. */
const credential = z.looseObject({ id: z.string().max(1400), response: z.looseObject({}) });

/** What a person answers to each kind of step: what they gave, nothing else. */
export const answer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('identify'),
    username: typed,
    nonce: z.string().max(32).optional().describe('the solution of the step’s challenge'),
  }),
  z.strictObject({ kind: z.literal('sign-in'), username: typed, password }),
  z.strictObject({ kind: z.literal('choose-intent'), intent: z.enum(intents) }),
  z.strictObject({ kind: z.literal('choose-method'), method: id, confirm: typed.optional() }),
  z.strictObject({ kind: z.literal('enter-code'), code: typed }),
  z.strictObject({ kind: z.literal('await-approval') }),
  z.strictObject({
    kind: z.literal('answer-questions'),
    answers: z.array(z.strictObject({ id, answer: z.string().max(320) })).max(20),
  }),
  z.strictObject({ kind: z.literal('new-password'), password }),
  z.strictObject({
    kind: z.literal('review-methods'),
    action: z.enum(['confirm', 'add', 'change', 'remove', 'finish']),
    method: z.enum(methodKinds).optional(),
    id: id.optional(),
  }),
  z.strictObject({ kind: z.literal('use-passkey'), credential }),
  z.strictObject({
    kind: z.literal('add-contact'),
    value: typed,
    country: z.string().length(2).optional().describe('ISO 3166-1 alpha-2, of a national number'),
  }),
  z.strictObject({ kind: z.literal('add-totp'), code: typed }),
  z.strictObject({ kind: z.literal('add-passkey'), credential }),
  z.strictObject({ kind: z.literal('show-codes') }),
  z.strictObject({
    kind: z.literal('set-questions'),
    questions: z
      .array(
        z.strictObject({ id: id.optional(), text: z.string().max(200).optional(), answer: typed }),
      )
      .max(20),
  }),
  z.strictObject({ kind: z.literal('resend') }),
  z.strictObject({ kind: z.literal('other-method') }),
  z.strictObject({ kind: z.literal('back') }),
]);
export type Answer = z.infer<typeof answer>;
export type AnswerKind = Answer['kind'];
/** The answer of one kind. */
export type AnswerOf<K extends AnswerKind> = Extract<Answer, { kind: K }>;

/** Body of `POST /flows/{id}`. */
export const answerRequest = z.strictObject({ answer, revision: z.int().min(0).optional() });

/** Body of `POST /flows`. `intent` spares the question where the person came by a link that already said it. */
export const startRequest = z.strictObject({
  flow: z.enum(flowKinds),
  locale: z.string().min(1).max(35),
  username: z.string().max(320).optional(),
  intent: z.enum(intents).optional(),
  returnTo: z.string().max(2048).optional(),
  token: z.string().max(4096).optional(),
  link: z
    .string()
    .max(256)
    .optional()
    .describe('from a link in a mail: proves what its code proves, in a new flow, once'),
});
export type StartRequest = z.infer<typeof startRequest>;

/** Why somebody asks the administrators for help. */
const requestReasons = ['methods', 'code', 'locked', 'other'] as const;

/** Body of `POST /requests`: no free text, for anybody can write one, and administrators would read it as their own mail. */
export const helpRequest = z.strictObject({
  username: typed,
  reason: z.enum(requestReasons),
  locale: z.string().min(1).max(35),
  supportCode: z
    .string()
    .regex(/^[2-9A-HJ-NP-Z]{4}-?[2-9A-HJ-NP-Z]{4}$/i)
    .optional(),
});
export type HelpRequest = z.infer<typeof helpRequest>;

/** Body of `POST /revocations`: whom a mail with a code surprised ends the flow that sent it. */
export const revokeRequest = z.strictObject({ token: z.string().min(1).max(256) });
