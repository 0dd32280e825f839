import { afterEach, describe, expect, it, vi } from 'vitest';
import { limits } from '../../backends/limits.ts';
import { solves } from '../../gateway/puzzle.ts';
import {
  begin,
  type Bench,
  benchGateway,
  codeAfter,
  personNamed,
  tempFolder,
  toCode,
  toMethods,
  type Walk,
  wrongCode,
} from './harness.ts';

const ada = 'ada@contoso.com';
const later = (seconds: number): void => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });
};
afterEach(() => void vi.useRealTimers());

const failFive = async (bench: Bench, username: string): Promise<Walk> => {
  const [walk, code] = await toCode(bench, username);
  for (let left = limits.proofFailures - 1; left > 0; left -= 1)
    expect(await walk.fails({ kind: 'enter-code', code: wrongCode(code) })).toMatchObject({
      code: 'wrong-code',
      triesLeft: left,
      step: { kind: 'enter-code', triesLeft: left },
    });
  const last = await walk.fails({ kind: 'enter-code', code: wrongCode(code) });
  expect(last).toMatchObject({ code: 'locked', status: 429 });
  expect(last.retryAfter).toBeGreaterThan(limits.lockTime - 60);
  return walk;
};

describe('Five failed proofs', () => {
  it('close self-service for that account for a day, and say whom to ask, but not its sign-in', async () => {
    const bench = await benchGateway();
    const walk = await failFive(bench, ada);
    expect(walk.step).toMatchObject({
      kind: 'stopped',
      reason: 'locked',
      help: { name: 'Contoso Service Desk', phone: '+31 20 555 01 23' },
    });
    expect(walk.step.kind === 'stopped' && walk.step.supportCode).toMatch(
      /^[2-9A-Z]{4}-[2-9A-Z]{4}$/,
    );
    const told = (await bench.store.events(2)).map(({ event, detail }) => [event, detail]);
    expect(told.toReversed()).toEqual([
      ['proof failed', 'email-1'],
      ['locked', undefined],
    ]);
    const again = await begin(bench);
    const closed = await again.fails({ kind: 'identify', username: ada });
    expect(closed.code).toBe('locked');
    expect((await bench.store.events(1))[0]).toMatchObject({ event: 'locked', username: ada });
    expect(limits.lockTime - closed.retryAfter!).toSatisfy((gone) => gone >= 0 && gone < 60);
    const change = await begin(bench, { flow: 'change' });
    const { password } = personNamed('ada');
    expect((await change.fails({ kind: 'sign-in', username: ada, password })).code).toBe('locked');
    expect(await bench.directory.signIn(ada, password)).toBe(true);
    later(limits.lockTime);
    await toMethods(bench, ada);
  });

  it('close it for a day from the fifth, also for a flow that waited meanwhile', async () => {
    const bench = await benchGateway();
    const [waiting, code] = await toCode(bench, ada);
    await failFive(bench, ada);
    later(200);
    const refused = await waiting.fails({ kind: 'enter-code', code });
    expect(refused).toMatchObject({ code: 'locked', step: { kind: 'stopped', reason: 'locked' } });
    expect(refused.retryAfter).toBeLessThanOrEqual(limits.lockTime - 200);
    expect(refused.retryAfter).toBeGreaterThan(limits.lockTime - 260);
  });

  it('count over flows, methods and restarts', async () => {
    const data = await tempFolder();
    const first = await benchGateway({ data });
    for (let round = 0; round < 2; round += 1) {
      const [walk, code] = await toCode(first, ada);
      await walk.fails({ kind: 'enter-code', code: wrongCode(code) });
    }
    await first.stop();
    const second = await benchGateway({ data });
    const walk = await toMethods(second, ada);
    const number = { kind: 'choose-method', method: 'sms-1', confirm: '1' } as const;
    expect(await walk.fails(number)).toMatchObject({ triesLeft: 2 });
    const change = await begin(second, { flow: 'change' });
    const wrong = { kind: 'sign-in', username: ada, password: 'guess' } as const;
    expect(await change.fails(wrong)).toMatchObject({ triesLeft: 1 });
    expect((await change.fails(wrong)).code).toBe('locked');
  });

  it('can’t be passed by many answers at once, in one flow or in many', async () => {
    const bench = await benchGateway();
    const flows = await Promise.all(Array.from({ length: 8 }, () => toCode(bench, ada)));
    const replies = await Promise.all(
      flows.flatMap(([walk, code]) =>
        [1, 2, 3].map(() => walk.send({ kind: 'enter-code', code: wrongCode(code) })),
      ),
    );
    const bodies = await Promise.all(replies.map((reply) => reply.text()));
    const judged = bodies.filter((body) => body.includes(':wrong-code')).length;
    expect(judged).toBeLessThanOrEqual(limits.proofFailures);
    expect(judged).toBeGreaterThan(0);
    expect(bodies.filter((body) => /:(wrong-code|locked|stale-answer)"/.test(body))).toHaveLength(
      24,
    );
    const [walk, code] = flows[7]!;
    expect((await walk.fails({ kind: 'enter-code', code })).code).toMatch(/locked|stale-answer/);
  });

  it('are forgotten after a success', async () => {
    const bench = await benchGateway();
    const [walk, code] = await toCode(bench, ada);
    await walk.fails({ kind: 'enter-code', code: wrongCode(code) });
    await walk.go({ kind: 'enter-code', code }, 'new-password');
    await walk.go({ kind: 'new-password', password: 'violet umbrella seventy' }, 'done');
    const [next, other] = await toCode(bench, ada);
    expect(await next.fails({ kind: 'enter-code', code: wrongCode(other) })).toMatchObject({
      triesLeft: limits.proofFailures - 1,
    });
  });
});

describe('Messages', () => {
  it('are at most ten in ten minutes to one account, also when all are asked for at once', async () => {
    const bench = await benchGateway();
    const walks = await Promise.all(Array.from({ length: 14 }, () => toMethods(bench, ada)));
    const replies = await Promise.all(
      walks.map((walk) => walk.send({ kind: 'choose-method', method: 'email-1' })),
    );
    expect(replies.filter(({ ok }) => ok)).toHaveLength(limits.sends);
    const late = await walks[replies.findIndex(({ ok }) => !ok)]!.fails({
      kind: 'choose-method',
      method: 'email-1',
    });
    expect(late).toMatchObject({ code: 'too-many-tries', step: { kind: 'choose-method' } });
    expect(late.retryAfter).toBe(limits.sendWindow);
    later(limits.sendWindow + 1);
    const walk = await toMethods(bench, ada);
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
  });

  it('are at most ten to one number, however it is written and whoever registered it', async () => {
    const numbers = ['+31 6 1234 5602', '0031612345602', '+31(6)12345602'];
    const crowd = numbers.map((value, index) => ({
      ...personNamed('grace'),
      username: `g${index}@contoso.com`,
      methods: [{ kind: 'sms' as const, value }],
    }));
    const bench = await benchGateway({ people: crowd });
    let taken = 0;
    for (let round = 0; round < 4; round += 1)
      for (const { username } of crowd) {
        const walk = await toMethods(bench, username);
        const reply = await walk.send({
          kind: 'choose-method',
          method: 'sms-1',
          confirm: numbers[0],
        });
        if (reply.ok) taken += 1;
      }
    expect(taken).toBe(limits.sends);
  });
});

describe('Beginnings', () => {
  it('meet a puzzle after twenty from one address, and a closed door after a hundred', async () => {
    const bench = await benchGateway();
    bench.address = '198.51.100.7';
    const starts: Walk[] = [];
    for (let round = 0; round < 100; round += 1) starts.push(await begin(bench));
    const puzzled = starts.map(({ step }) => step.kind === 'identify' && !!step.challenge);
    expect(puzzled.indexOf(true)).toBe(20);
    const refused = await bench.post('/flows', { flow: 'reset', locale: 'en' });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('600');
    bench.address = '198.51.100.8';
    expect((await begin(bench)).step).toEqual({ kind: 'identify' });
  });

  it('take a solved puzzle once, and for its own flow alone', async () => {
    const bench = await benchGateway();
    bench.address = '198.51.100.9';
    for (let round = 0; round < 20; round += 1) await begin(bench);
    const walk = await begin(bench, { intent: 'reset' });
    const begun = walk.step;
    const unsolved = await walk.fails({ kind: 'identify', username: ada });
    expect(unsolved).toMatchObject({ code: 'wrong-challenge', status: 422 });
    const challenge = unsolved.step?.kind === 'identify' ? unsolved.step.challenge! : undefined;
    const first = begun.kind === 'identify' ? begun.challenge! : undefined;
    // Each try costs a puzzle of its own, as hard as the one before.
    expect(challenge).toMatchObject({ kind: 'sha-256', bits: first!.bits });
    expect(challenge!.salt).not.toBe(first!.salt);
    const solution = (puzzle: { salt: string; bits: number }): string => {
      for (let nonce = 0; ; nonce += 1) if (solves(puzzle, String(nonce))) return String(nonce);
    };
    const nonce = solution(challenge!);
    const other = await begin(bench, { intent: 'reset' });
    expect((await other.fails({ kind: 'identify', username: ada, nonce })).code).toBe(
      'wrong-challenge',
    );
    await walk.go({ kind: 'identify', username: ada, nonce }, 'choose-method');
  });

  it('are needed for every sixth name: one flow, or one puzzle, isn’t good for many', async () => {
    const bench = await benchGateway();
    const asking = await begin(bench, { intent: 'reset' });
    for (let round = 0; round < limits.namesPerFlow; round += 1) {
      await asking.go({ kind: 'identify', username: `name${round}` }, 'choose-method');
      await asking.go({ kind: 'back' }, 'identify');
    }
    const signing = await begin(bench, { flow: 'change' });
    for (let round = 0; round < limits.namesPerFlow; round += 1)
      await signing.fails({ kind: 'sign-in', username: `name${round}`, password: 'Welkom01!' });
    const last = [
      await asking.fails({ kind: 'identify', username: ada }),
      await signing.fails({
        kind: 'sign-in',
        username: ada,
        password: personNamed('ada').password,
      }),
    ];
    for (const refused of last) {
      expect(refused).toMatchObject({ code: 'flow-expired', status: 410 });
      expect(refused.step).toBeUndefined();
    }
    expect((await asking.fails({ kind: 'identify', username: ada })).code).toBe('flow-expired');
  });

  it('aren’t spread by forged headers', async () => {
    const bench = await benchGateway();
    bench.address = '198.51.100.10';
    const request = { flow: 'reset', locale: 'en' };
    for (let round = 0; round < 100; round += 1)
      await bench.post('/flows', request, { 'x-forwarded-for': `203.0.113.${round}` });
    const refused = await bench.post('/flows', request, { 'x-forwarded-for': '203.0.113.200' });
    expect(refused.status).toBe(429);
  });

  it('don’t lock anybody out: a hundred resets of somebody leave their sign-in alone', async () => {
    const bench = await benchGateway();
    for (let round = 0; round < 12; round += 1) {
      const walk = await toMethods(bench, ada);
      await walk.send({ kind: 'choose-method', method: 'email-1' });
    }
    expect(await bench.directory.signIn(ada, personNamed('ada').password)).toBe(true);
    await codeAfter(bench, 9);
  });
});
