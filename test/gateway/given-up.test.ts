// Whoever gives a flow up, or lets its time run out, while the directory is being asked can't hide what was done there.
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  begin,
  type Bench,
  benchGateway,
  codeAfter,
  toPassword,
  toReview,
  until,
} from './harness.ts';
import { secret, token, withTokens } from './issuer.ts';

afterEach(() => void vi.useRealTimers());

const ada = 'ada@contoso.com';
const fresh = 'violet umbrella seventy';

// Does something else while the real directory is at work.
const meanwhile = (
  { directory }: Bench,
  call: 'read' | 'setPassword' | 'unlock',
  deed: () => Promise<unknown>,
): void => {
  const real = (directory[call] as (...all: string[]) => Promise<never>).bind(directory);
  const both = async (...all: string[]): Promise<never> => {
    const result = await real(...all);
    await deed();
    return result;
  };
  Object.assign(directory, { [call]: both });
};

const ended = async (bench: Bench): Promise<string[]> =>
  (await bench.store.events(50)).map(({ event }) => event);

describe('A password that was set', () => {
  it.each([
    ['given up', (bench: Bench, id: string) => bench.call(`/flows/${id}`, { method: 'DELETE' })],
    [
      'swept away when its time was over',
      async (bench: Bench) => {
        vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 16 * 60_000 });
        await begin(bench);
      },
    ],
  ])('is told, logged and counted though its flow was %s meanwhile', async (_how, deed) => {
    const bench = await benchGateway({ tenant: withTokens(), tokenSecret: secret });
    const before = await token({ iat: Math.floor(Date.now() / 1000) - 60 });
    const walk = await toPassword(bench, ada);
    const other = await toPassword(bench, ada);
    const letters = bench.sent.length;
    meanwhile(bench, 'setPassword', () => deed(bench, walk.id));
    await walk.send({ kind: 'new-password', password: fresh });
    expect(await bench.directory.signIn(ada, fresh)).toBe(true);
    expect(await ended(bench)).toContain('password-reset');
    await until(() => bench.sent.length === letters + 2); // to both addresses
    vi.useRealTimers();
    const late = await other.fails({ kind: 'new-password', password: 'another umbrella eighty' });
    expect(late.code).toBe('flow-expired');
    const headers = { authorization: `Bearer ${before}` };
    expect((await bench.call('/registration', { headers })).status).toBe(401);
  });
});

describe('A flow that was given up while its password was set', () => {
  it('says so to whoever asks afterwards, at the revision that was told', async () => {
    const bench = await benchGateway();
    const walk = await toPassword(bench, ada);
    meanwhile(bench, 'setPassword', () => bench.call(`/flows/${walk.id}`, { method: 'DELETE' }));
    await walk.go({ kind: 'new-password', password: fresh }, 'done');
    const { revision } = walk;
    expect(await walk.fails({ kind: 'back' })).toMatchObject({
      code: 'stale-answer',
      step: { kind: 'done', outcome: 'password-reset' },
      revision,
    });
  });
});

describe('A flow that was given up before its answer was written', () => {
  it('has changed nothing, and is over', async () => {
    const bench = await benchGateway();
    const walk = await toPassword(bench, ada);
    meanwhile(bench, 'read', () => bench.call(`/flows/${walk.id}`, { method: 'DELETE' }));
    const refused = await walk.fails({ kind: 'new-password', password: fresh });
    expect(refused).toMatchObject({ code: 'flow-expired', status: 410 });
    expect(await bench.directory.signIn(ada, fresh)).toBe(false);
    expect(await ended(bench)).not.toContain('password-reset');
  });

  it('stays given up when its password is rejected', async () => {
    const bench = await benchGateway();
    const walk = await toPassword(bench, ada);
    bench.directory.setPassword = async () => {
      await bench.call(`/flows/${walk.id}`, { method: 'DELETE' });
      return { result: 'rejected', broken: [{ rule: 'history' }] };
    };
    const answer = { kind: 'new-password', password: fresh } as const;
    for (let round = 0; round < 2; round += 1)
      expect((await walk.fails(answer)).code).toBe('flow-expired');
  });
});

describe('What is registered', () => {
  it('is confirmed once, by one of many answers at the same time', async () => {
    const bench = await benchGateway();
    const walk = await toReview(bench, 'ada');
    const confirm = { kind: 'review-methods', action: 'confirm' } as const;
    const { revision } = walk;
    const replies = await Promise.all([1, 2, 3].map(() => walk.send(confirm, revision)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 409)).toHaveLength(2);
    expect((await ended(bench)).filter((event) => event === 'confirmed')).toHaveLength(1);
  });
});

describe('A lock that was lifted', () => {
  it('is logged though its flow was given up meanwhile', async () => {
    const bench = await benchGateway();
    const walk = await begin(bench, { intent: 'unlock' });
    await walk.go({ kind: 'identify', username: 'johan' }, 'choose-method');
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    const code = await codeAfter(bench, 0);
    meanwhile(bench, 'unlock', () => bench.call(`/flows/${walk.id}`, { method: 'DELETE' }));
    await walk.send({ kind: 'enter-code', code });
    expect(await ended(bench)).toContain('unlocked');
  });
});
