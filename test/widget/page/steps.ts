// One step of each kind, as a backend sends it.
import type { Step, StepKind, StepOf } from '../../../backends/protocol/index.ts';

export const policy: StepOf<'new-password'>['policy'] = {
  minLength: 12,
  maxLength: 128,
  classes: 0,
  unicode: true,
  notUserName: true,
  banned: true,
  breachCheck: false,
  history: 5,
};

export const steps = {
  identify: { kind: 'identify' },
  'sign-in': { kind: 'sign-in' },
  'choose-intent': { kind: 'choose-intent', intents: ['reset', 'unlock'] },
  'choose-method': {
    kind: 'choose-method',
    gate: 1,
    gates: 2,
    methods: [
      { id: 'm1', kind: 'email', hint: 'a••@c••.com' },
      { id: 'm2', kind: 'sms', hint: '+31 ••• ••42', confirm: true },
      { id: 'm3', kind: 'questions' },
    ],
  },
  'enter-code': {
    kind: 'enter-code',
    method: 'sms',
    sentTo: '+31 ••• ••42',
    length: 6,
    resendAfter: 30,
    expiresIn: 300,
  },
  'await-approval': { kind: 'await-approval', method: 'push', pollAfter: 3, expiresIn: 60 },
  'answer-questions': {
    kind: 'answer-questions',
    questions: [
      { id: 'q1', text: 'What was your first pet called?' },
      { id: 'q2', text: 'In which town was your first school?' },
    ],
  },
  'new-password': { kind: 'new-password', username: 'ada@contoso.com', policy },
  'use-passkey': { kind: 'use-passkey', options: { challenge: 'Y2hhbGxlbmdl' } },
  'review-methods': {
    kind: 'review-methods',
    registered: [
      { id: 'm1', kind: 'email', hint: 'a•••@e•••', verifiedAt: '2026-05-03T10:00:00Z' },
      { id: 'directory-0', kind: 'sms', hint: '•••\u00a042' },
      { id: 'totp', kind: 'totp', verifiedAt: '2026-05-03T10:00:00Z' },
      { id: 'p1', kind: 'passkey', verifiedAt: '2026-05-03T10:00:00Z' },
      { id: 'questions', kind: 'questions' },
    ],
    available: ['email', 'sms', 'backup-code'],
    required: 2,
    canFinish: true,
  },
  'add-contact': {
    kind: 'add-contact',
    method: 'sms',
    country: 'NL',
    countries: [
      { country: 'DE', code: '49' },
      { country: 'NL', code: '31' },
      { country: 'EG', code: '20' },
      { country: 'AT', code: '43' },
    ],
  },
  'add-totp': {
    kind: 'add-totp',
    secret: 'JBSWY3DPEHPK3PXP',
    uri: 'otpauth://totp/Contoso:ada%40contoso.com?secret=JBSWY3DPEHPK3PXP&issuer=Contoso',
    qr: { size: 29, path: 'M4 4h7v7h-7zM18 4h7v7h-7zM4 18h7v7h-7z' },
    length: 6,
  },
  'add-passkey': { kind: 'add-passkey', options: { challenge: 'Y2hhbGxlbmdl' } },
  'show-codes': { kind: 'show-codes', codes: ['K7QM-2XPD', 'R4TN-8WBH', 'P9VC-3JKM', 'D6HY-7TQN'] },
  'set-questions': {
    kind: 'set-questions',
    pool: [
      { id: 'q1', text: 'What was your first pet called?' },
      { id: 'q2', text: 'In which street did you live as a child?' },
      { id: 'q3', text: 'Which project did you work on first?' },
    ],
    required: 2,
    rules: { minAnswer: 3, maxAnswer: 40 },
  },
  done: {
    kind: 'done',
    outcome: 'password-reset',
    returnTo: '/sign-in',
    advice: ['sign-in', 'update-devices', 'not-you'],
  },
  stopped: {
    kind: 'stopped',
    reason: 'not-eligible',
    help: { name: 'Contoso help desk', phone: '+31 20 123 45 67', email: 'help@contoso.com' },
    supportCode: 'KT-7F3A',
  },
  leave: { kind: 'leave', url: 'https://passwordreset.example.com/?whr=contoso.com' },
} satisfies { [K in StepKind]: StepOf<K> };

/** The kinds that only registration shows. */
export const registrationKinds = [
  'review-methods',
  'add-contact',
  'add-totp',
  'add-passkey',
  'show-codes',
  'set-questions',
] as const;

/** The kinds that a reset may show. */
export const resetKinds = [
  'identify',
  'choose-intent',
  'choose-method',
  'enter-code',
  'await-approval',
  'answer-questions',
  'use-passkey',
  'new-password',
  'done',
  'stopped',
  'leave',
] as const satisfies readonly Step['kind'][];
