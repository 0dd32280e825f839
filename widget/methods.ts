import type { MethodKind, OfferedMethod } from '../backends/protocol/index.ts';
import { msg } from './words.ts';

const names: Record<MethodKind, () => string> = {
  email: () => msg('Email with a code', { id: 'method-email' }),
  sms: () => msg('Text message with a code', { id: 'method-sms' }),
  'call-mobile': () => msg('Call to your mobile phone', { id: 'method-call-mobile' }),
  'call-office': () => msg('Call to your office phone', { id: 'method-call-office' }),
  totp: () => msg('Code from your authenticator app', { id: 'method-totp' }),
  push: () => msg('Notification on your phone', { id: 'method-push' }),
  passkey: () => msg('Passkey', { id: 'method-passkey' }),
  'backup-code': () => msg('Backup code', { id: 'backup-label' }),
  questions: () => msg('Your security questions', { id: 'method-questions' }),
};

/** What a way of proving is called, without saying where it leads. */
export const methodName = (kind: MethodKind): string => names[kind]();

// First-strong isolates keep a masked address in one piece inside a right-to-left sentence (Unicode TR 9).
const isolate = (text: string): string => `\u2066${text}\u2069`;

/** The same with its masked target, as a person chooses it. */
export const methodLabel = ({ kind, hint }: OfferedMethod): string =>
  hint === undefined ? methodName(kind) : `${methodName(kind)} (${isolate(hint)})`;
