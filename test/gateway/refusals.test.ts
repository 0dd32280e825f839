// What an attacker, a doubled click or an old tab may try: steps out of turn, again, late, or in another flow.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Answer, MethodKind, Step } from '../../backends/protocol/index.ts';
import { limits } from '../../backends/limits.ts';
import {
  begin,
  type Bench,
  benchGateway,
  codeAfter,
  personNamed,
  toCode,
  toMethods,
  toPassword,
  toReview,
  Walk,
  withPolicy,
  wrongCode,
} from './harness.ts';

const ada = 'ada@contoso.com';
const fresh = 'violet umbrella seventy';
const every: Answer[] = [
  { kind: 'identify', username: ada },
  { kind: 'sign-in', username: ada, password: 'x' },
  { kind: 'choose-intent', intent: 'unlock' },
  { kind: 'choose-method', method: 'email-1' },
  { kind: 'enter-code', code: '123456' },
  { kind: 'await-approval' },
  { kind: 'answer-questions', answers: [] },
  { kind: 'new-password', password: fresh },
  { kind: 'use-passkey', credential: { id: 'x', response: {} } },
  { kind: 'review-methods', action: 'confirm' },
  { kind: 'add-totp', code: '123456' },
  { kind: 'add-passkey', credential: { id: 'x', response: {} } },
  { kind: 'show-codes' },
  { kind: 'add-contact', value: '+31 6 1' },
  { kind: 'set-questions', questions: [] },
  { kind: 'resend' },
  { kind: 'other-method' },
  { kind: 'back' },
];

const later = (seconds: number): void => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });
};
afterEach(() => void vi.useRealTimers());

const tenant = withPolicy({
  methods: ['email', 'sms', 'questions', 'totp', 'passkey', 'backup-code'],
});

const toAdding =
  (method: MethodKind, kind: Step['kind']) =>
  async (bench: Bench): Promise<Walk> => {
    const walk = await toReview(bench, 'ada');
    await walk.go({ kind: 'review-methods', action: 'add', method }, kind);
    return walk;
  };

const stands: Record<string, { taken: string[]; reach: (bench: Bench) => Promise<Walk> }> = {
  identify: { taken: ['identify'], reach: (bench) => begin(bench) },
  'sign-in': { taken: ['sign-in'], reach: (bench) => begin(bench, { flow: 'change' }) },
  'choose-intent': {
    taken: ['choose-intent', 'back'],
    reach: async (bench) => {
      const walk = await begin(bench);
      await walk.go({ kind: 'identify', username: ada }, 'choose-intent');
      return walk;
    },
  },
  'choose-method': {
    taken: ['choose-method', 'back'],
    reach: (bench) => toMethods(bench, ada),
  },
  'enter-code': {
    taken: ['enter-code', 'resend', 'other-method'],
    reach: async (bench) => (await toCode(bench, ada))[0],
  },
  'answer-questions': {
    taken: ['answer-questions', 'other-method'],
    reach: async (bench) => {
      const walk = await toMethods(bench, ada);
      await walk.go({ kind: 'choose-method', method: 'questions-1' }, 'answer-questions');
      return walk;
    },
  },
  'use-passkey': {
    taken: ['use-passkey', 'other-method'],
    reach: async (bench) => {
      const key = { credential: 'AAAA', publicKey: new Uint8Array(8), counter: 0 };
      await bench.registrations.passkeys.add(ada, key);
      const walk = await toMethods(bench, ada);
      await walk.go({ kind: 'choose-method', method: 'passkey-1' }, 'use-passkey');
      return walk;
    },
  },
  'review-methods': { taken: ['review-methods'], reach: (bench) => toReview(bench, 'ada') },
  'add-totp': { taken: ['add-totp', 'back'], reach: toAdding('totp', 'add-totp') },
  'add-passkey': { taken: ['add-passkey', 'back'], reach: toAdding('passkey', 'add-passkey') },
  'show-codes': { taken: ['show-codes', 'back'], reach: toAdding('backup-code', 'show-codes') },
  'new-password': { taken: ['new-password'], reach: (bench) => toPassword(bench, ada) },
  done: {
    taken: [],
    reach: async (bench) => {
      const walk = await toPassword(bench, ada);
      await walk.go({ kind: 'new-password', password: fresh }, 'done');
      return walk;
    },
  },
};

describe('An answer out of turn', () => {
  it.each(Object.entries(stands))('has no effect at %s', async (kind, { taken, reach }) => {
    const bench = await benchGateway({ tenant });
    const walk = await reach(bench);
    const { step, revision } = walk;
    for (const answer of every.filter((one) => !taken.includes(one.kind))) {
      const refused = await walk.fails(answer);
      expect(refused).toMatchObject({ code: 'stale-answer', status: 409 });
      expect(refused.step?.kind).toBe(kind);
      expect(refused.revision).toBe(revision);
    }
    expect(walk.step.kind).toBe(step.kind);
  });

  it('has none a second time: each answer is good once', async () => {
    const bench = await benchGateway();
    const [walk, code] = await toCode(bench, ada);
    const { revision } = walk;
    const answer = { kind: 'enter-code', code } as const;
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => walk.send(answer, revision)),
    );
    const statuses = replies.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(19);
  });

  it('sets one password when two come at once', async () => {
    const bench = await benchGateway();
    const walk = await toPassword(bench, ada);
    const { revision } = walk;
    const choices = [fresh, 'orange bicycle eleven'];
    const replies = await Promise.all(
      choices.map((password) => walk.send({ kind: 'new-password', password }, revision)),
    );
    const won = replies.findIndex(({ status }) => status === 200);
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await bench.directory.signIn(ada, choices[won]!)).toBe(true);
    expect(await bench.directory.signIn(ada, choices[1 - won]!)).toBe(false);
  });

  it('is told from a new one of the same kind by its revision', async () => {
    const bench = await benchGateway();
    const [walk, code] = await toCode(bench, ada);
    const old = walk.revision;
    await walk.fails({ kind: 'enter-code', code: wrongCode(code) });
    const late = await walk.send({ kind: 'enter-code', code: wrongCode(code) }, old);
    expect(late.status).toBe(409);
    await walk.go({ kind: 'enter-code', code }, 'new-password');
  });
});

describe('A code', () => {
  it('is good in its own flow alone', async () => {
    const bench = await benchGateway();
    const [mine, code] = await toCode(bench, ada);
    const [other] = await toCode(bench, 'johan');
    const [second] = await toCode(bench, ada);
    for (const walk of [other, second])
      expect((await walk.fails({ kind: 'enter-code', code })).code).toBe('wrong-code');
    await mine.go({ kind: 'enter-code', code }, 'new-password');
  });

  it('is void after a newer one', async () => {
    const bench = await benchGateway();
    const [walk, old] = await toCode(bench, ada);
    later(limits.resendAfter);
    const again = await walk.go({ kind: 'resend' }, 'enter-code');
    expect(again.resendAfter).toBe(limits.resendAfter);
    const code = await codeAfter(bench, 1);
    if (old !== code)
      expect((await walk.fails({ kind: 'enter-code', code: old })).code).toBe('wrong-code');
    await walk.go({ kind: 'enter-code', code }, 'new-password');
  });

  it('can’t be asked for again at once', async () => {
    const bench = await benchGateway();
    const [walk] = await toCode(bench, ada);
    const refused = await walk.fails({ kind: 'resend' });
    expect(refused).toMatchObject({ code: 'too-many-tries', status: 429 });
    expect(refused.retryAfter).toBeGreaterThan(25);
    expect(refused.retryAfter).toBeLessThanOrEqual(limits.resendAfter);
  });

  it('lives five minutes', async () => {
    const bench = await benchGateway();
    const [walk, code] = await toCode(bench, ada);
    later(limits.codeLife);
    const refused = await walk.fails({ kind: 'enter-code', code });
    expect(refused).toMatchObject({ code: 'code-expired', status: 422 });
    expect(refused.step).toMatchObject({ kind: 'enter-code', expiresIn: 0, resendAfter: 0 });
    await walk.go({ kind: 'resend' }, 'enter-code');
    await walk.go({ kind: 'enter-code', code: await codeAfter(bench, 1) }, 'new-password');
  });

  it('may be typed with spaces, hyphens, other digits and marks of direction', async () => {
    const bench = await benchGateway();
    const [walk, code] = await toCode(bench, 'noor');
    const arabic = [...code].map((digit) => String.fromCodePoint(0x660 + Number(digit))).join('');
    const typed = `\u200f ${arabic.slice(0, 3)}-${arabic.slice(3)} \u200e`;
    expect((await walk.send({ kind: 'enter-code', code: typed })).status).toBe(200);
  });
});

describe('A flow', () => {
  it('ends after a quarter of an hour, and when it is given up', async () => {
    const bench = await benchGateway();
    const old = await toPassword(bench, ada);
    const given = await begin(bench);
    const gone = await bench.call(`/flows/${given.id}`, { method: 'DELETE' });
    expect(gone.status).toBe(204);
    expect(await given.fails({ kind: 'identify', username: ada })).toMatchObject({
      code: 'flow-expired',
      status: 410,
    });
    later(limits.flowLife);
    const refused = await old.fails({ kind: 'new-password', password: fresh });
    expect(refused.code).toBe('flow-expired');
    vi.useRealTimers();
    expect(await bench.directory.signIn(ada, personNamed('ada').password)).toBe(true);
  });

  it('ends, with its code and its proof, when a password was set in another one', async () => {
    const bench = await benchGateway();
    const proved = await toPassword(bench, ada);
    const [waiting, code] = await toCode(bench, ada);
    const other = await toPassword(bench, 'johan');
    const owner = await toPassword(bench, ada);
    await owner.go({ kind: 'new-password', password: fresh }, 'done');
    const theirs = 'orange bicycle eleven';
    for (const refused of [
      await proved.fails({ kind: 'new-password', password: theirs }),
      await waiting.fails({ kind: 'enter-code', code }),
    ]) {
      expect(refused).toMatchObject({ code: 'flow-expired', status: 410 });
      expect(refused.step).toBeUndefined();
    }
    const again = await owner.fails({ kind: 'new-password', password: theirs });
    expect(again).toMatchObject({ code: 'stale-answer', step: { kind: 'done' } });
    await other.go({ kind: 'new-password', password: fresh }, 'done');
    expect(await bench.directory.signIn(ada, fresh)).toBe(true);
    await toPassword(bench, ada);
  });

  it('is unknown by any other id', async () => {
    const bench = await benchGateway();
    const walk = await begin(bench);
    const ids = [walk.id.slice(0, -1), `${walk.id}x`, walk.id.toLowerCase(), '%00', '..', "' OR 1"];
    for (const id of ids) {
      const other = new Walk(bench, { id: encodeURIComponent(id), step: walk.step });
      const response = await other.send({ kind: 'identify', username: ada });
      expect([404, 410]).toContain(response.status);
    }
  });

  it('can’t be talked to about somebody else once it has begun', async () => {
    const bench = await benchGateway();
    const walk = await toPassword(bench, 'johan');
    const refused = await walk.fails({ kind: 'identify', username: ada });
    expect(refused.code).toBe('stale-answer');
    const swap = await bench.post(`/flows/${walk.id}`, {
      answer: { kind: 'new-password', password: fresh, username: ada },
    });
    expect(swap.status).toBe(422);
    await walk.go({ kind: 'new-password', password: fresh }, 'done');
    expect(await bench.directory.signIn(ada, fresh)).toBe(false);
    expect(await bench.directory.signIn('johan@contoso.com', fresh)).toBe(true);
  });

  it('asks at both gates for something of its own', async () => {
    const bench = await benchGateway({ tenant: withPolicy({ gates: 2 }) });
    const [walk, code] = await toCode(bench, ada);
    await walk.go({ kind: 'enter-code', code }, 'choose-method');
    for (const method of ['email-1', 'email-2', 'sms-9', '__proto__', 'constructor'])
      expect((await walk.fails({ kind: 'choose-method', method })).code).toBe('invalid-answer');
  });
});
