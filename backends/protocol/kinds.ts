/** The ways in which a person can prove who they are. */
export const methodKinds = [
  'email',
  'sms',
  'call-mobile',
  'call-office',
  'totp',
  'push',
  'passkey',
  'backup-code',
  'questions',
] as const;
export type MethodKind = (typeof methodKinds)[number];

/** What a person came to do. */
export const flowKinds = ['reset', 'register', 'change'] as const;
export type FlowKind = (typeof flowKinds)[number];

/** "I forgot my password", or "I know it, but still can't sign in". */
export const intents = ['reset', 'unlock'] as const;
export type Intent = (typeof intents)[number];

/** What has happened when a flow is done. */
export const outcomes = [
  'password-reset',
  'unlocked',
  'password-changed',
  'registered',
  'confirmed',
] as const;
export type Outcome = (typeof outcomes)[number];

/** Why a flow has stopped without an outcome. The true reason of `not-eligible` stays in the audit log. */
export const stopReasons = ['not-eligible', 'locked', 'unavailable'] as const;
export type StopReason = (typeof stopReasons)[number];

/** What to do after success, said by the widget in the person's language. */
export const adviceKinds = ['sign-in', 'update-devices', 'not-you'] as const;
export type Advice = (typeof adviceKinds)[number];

/** A rule that a password can break. */
export const passwordRules = [
  'min-length',
  'max-length',
  'classes',
  'characters',
  'username',
  'banned',
  'breached',
  'history',
  'directory',
] as const;
export type PasswordRule = (typeof passwordRules)[number];

/** Every problem that a backend may answer with; the `type` of a problem ends in one of them. */
export const problemCodes = [
  'wrong-code',
  'wrong-answer',
  'wrong-number',
  'wrong-password',
  'wrong-challenge',
  'wrong-passkey',
  'not-approved',
  'code-expired',
  'password-rejected',
  'invalid-answer',
  'stale-answer',
  'flow-expired',
  'not-signed-in',
  'too-many-tries',
  'locked',
  'not-eligible',
  'directory-unavailable',
  'outcome-unknown',
] as const;
export type ProblemCode = (typeof problemCodes)[number];
