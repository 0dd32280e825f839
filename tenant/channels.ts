import type { MethodKind } from '../backends/protocol/kinds.ts';

// Email to one's own address twice, or a text and a call to one phone, prove the same thing twice.
const channels = {
  email: 'email',
  sms: 'mobile',
  'call-mobile': 'mobile',
  'call-office': 'office',
  totp: 'totp',
  push: 'push',
  passkey: 'passkey',
  'backup-code': 'backup-code',
  questions: 'questions',
} as const satisfies Record<MethodKind, string>;

/** What a method proves: two of the same channel are one proof. */
export const channelOf = <K extends MethodKind>(kind: K): (typeof channels)[K] => channels[kind];
