// What people prove themselves by without a message: a name that has it and one that nobody has are answered alike.
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../backends/protocol/index.ts';
import { limits } from '../../backends/limits.ts';
import { Authenticator } from './authenticator.ts';
import { begin, type Bench, benchGateway, withPolicy } from './harness.ts';
import { seen } from './seen.ts';

const ada = 'ada@contoso.com';

// Puts in what a person would have registered.
const having: Record<'totp' | 'backup-code' | 'passkey', (bench: Bench) => Promise<unknown>> = {
  totp: ({ registrations }) => registrations.totp.set(ada, 'JBSWY3DPEHPK3PXP', 0),
  'backup-code': ({ registrations }) => registrations.backupCodes.set(ada, ['K7QM2XPD']),
  passkey: ({ registrations }) =>
    registrations.passkeys.add(ada, {
      credential: 'AAAA',
      publicKey: new Uint8Array(8),
      counter: 0,
    }),
};

const foreign = new Authenticator('https://passwords.contoso.com');
foreign.create({ challenge: '', rp: { id: 'passwords.contoso.com' }, user: { id: 'eve' } });
const credentials = [
  foreign.use({ challenge: 'AAAA', rpId: 'passwords.contoso.com' }),
  { id: 'AAAA', response: {} },
];

const code = (typed: string): Answer => ({ kind: 'enter-code', code: typed });

const tries: Record<keyof typeof having, Answer[]> = {
  totp: [{ kind: 'resend' }, ...['1', '000000', 'x'.repeat(320)].map(code)],
  'backup-code': [{ kind: 'resend' }, ...['1', 'ZZZZ-ZZZZ', 'x'.repeat(320)].map(code)],
  passkey: [
    { kind: 'resend' },
    ...credentials.map((credential): Answer => ({ kind: 'use-passkey', credential })),
    { kind: 'enter-code', code: '000000' },
  ],
};
const path = async (bench: Bench, username: string, method: keyof typeof having) => {
  const walk = await begin(bench, { intent: 'reset' });
  const choose: Answer = { kind: 'choose-method', method: `${method}-1` };
  const answers: Answer[] = [
    { kind: 'identify', username },
    choose,
    ...tries[method],
    { kind: 'other-method' },
    choose,
    ...Array.from({ length: limits.proofFailures }, () => tries[method][2]!),
  ];
  const row: unknown[] = [];
  for (const answer of answers) {
    const response = await walk.send(answer);
    const copy = (await response.clone().json()) as { revision?: number };
    walk.revision = copy.revision ?? walk.revision;
    row.push({ revision: copy.revision, ...((await seen(response)) as object) });
  }
  return row;
};

describe('Known and unknown names', () => {
  it.each(Object.keys(having) as (keyof typeof having)[])(
    'are answered alike by %s, from the choice until they are locked',
    async (method) => {
      const tenant = withPolicy({ methods: [method], requiredToRegister: 1 });
      const bench = await benchGateway({ tenant });
      await having[method](bench);
      const known = await path(bench, ada, method);
      expect(JSON.stringify(known)).toContain(`"id":"${method}-1"`);
      expect(JSON.stringify(known.at(-1))).toContain('locked');
      // Nobody; and somebody who has nothing of the kind.
      for (const username of ['nobody', 'grace'])
        expect(await path(bench, username, method)).toEqual(known);
    },
  );
});
