import * as z from 'zod';
import { intents, methodKinds } from './kinds.ts';

/**
 * The password rules that may be shown to anyone: what the widget lists is what the gateway enforces.
 * Lengths are counted in Unicode code points (NIST SP 800-63B-4, 3.1.1.2).
 */
export const publicPasswordPolicy = z.object({
  minLength: z.int().min(0),
  maxLength: z.int().min(0),
  classes: z.int().min(0).describe('how many of: lower case, upper case, digit, symbol'),
  unicode: z.boolean(),
  notUserName: z.boolean(),
  banned: z.boolean().describe('a list of banned words is checked; the list itself is not told'),
  breachCheck: z.boolean(),
  history: z.int().min(0).optional().describe('how many former passwords are refused'),
});
export type PublicPasswordPolicy = z.infer<typeof publicPasswordPolicy>;

/** `GET /policy`: public, cacheable, nothing about any person. Durations are in seconds. */
export const policyReply = z.object({
  gates: z.int().min(1).max(2),
  methods: z.array(z.enum(methodKinds)),
  intents: z.array(z.enum(intents)),
  password: publicPasswordPolicy,
  questions: z
    .object({ register: z.int(), reset: z.int(), minAnswer: z.int(), maxAnswer: z.int() })
    .optional(),
  lifetimes: z.object({ code: z.int(), flow: z.int(), lock: z.int() }),
});
export type PolicyReply = z.infer<typeof policyReply>;

/** `GET /registration`, with the token of the host page's session: what the reminder needs. */
export const registrationReply = z.object({
  registered: z.boolean().describe('enough is registered to finish'),
  reconfirmDue: z.boolean().describe('what is registered has not been confirmed for too long'),
  required: z.boolean().optional().describe('people are asked until they have registered'),
  enforceFrom: z.string().optional().describe('ISO date from which it can’t be put off'),
  enforced: z.boolean().optional().describe('it can’t be put off any more'),
});
export type RegistrationReply = z.infer<typeof registrationReply>;
