// Passwords that are tried many at a time: no more of them reach the directory than may fail.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { limits } from '../../backends/limits.ts';
import { DirectoryUnavailable } from '../../gateway/directory/directory.ts';
import { begin, type Bench, benchGateway, personNamed } from './harness.ts';

afterEach(() => void vi.useRealTimers());

const guess = { kind: 'sign-in', username: 'ada', password: 'guess' } as const;
const right = { ...guess, password: personNamed('ada').password };

const manyAtOnce = async (bench: Bench, count: number, username: string): Promise<number> => {
  const verify = vi.spyOn(bench.directory, 'verify');
  const walks = await Promise.all(
    Array.from({ length: count }, () => begin(bench, { flow: 'change' })),
  );
  await Promise.all(walks.map((walk) => walk.send({ ...guess, username })));
  const { length } = verify.mock.calls;
  verify.mockRestore();
  return length;
};

describe('Passwords that are tried at the same time', () => {
  it.each(['ada', 'nobody'])(
    'reach the directory no more often than they may fail, over many flows, for %s',
    async (username) => {
      const bench = await benchGateway();
      expect(await manyAtOnce(bench, 12, username)).toBe(limits.proofFailures);
      const walk = await begin(bench, { flow: 'change' });
      const password = username === 'ada' ? right.password : 'guess';
      expect((await walk.fails({ ...right, username, password })).code).toBe('locked');
    },
  );

  it('count each, though only one moves their flow on', async () => {
    const bench = await benchGateway();
    const verify = vi.spyOn(bench.directory, 'verify');
    const walk = await begin(bench, { flow: 'change' });
    await Promise.all(Array.from({ length: 12 }, () => walk.send(guess)));
    expect(verify).toHaveBeenCalledTimes(limits.proofFailures);
    const other = await begin(bench, { flow: 'change' });
    expect(await other.fails(right)).toMatchObject({ code: 'too-many-tries', retryAfter: 30 });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 });
    const locked = await other.fails(right);
    expect(locked).toMatchObject({ code: 'locked', step: { kind: 'stopped', reason: 'locked' } });
    expect(locked.retryAfter).toBeLessThanOrEqual(limits.lockTime - 31);
    expect(locked.retryAfter).toBeGreaterThan(limits.lockTime - 91);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + limits.lockTime * 1000 });
    await (await begin(bench, { flow: 'change' })).go(right, 'new-password');
  });

  it('are not counted when they are right, nor when the directory doesn’t answer', async () => {
    const bench = await benchGateway();
    vi.spyOn(bench.directory, 'verify').mockRejectedValue(new DirectoryUnavailable());
    for (let round = 0; round < 6; round += 1)
      await (await begin(bench, { flow: 'change' })).send(guess);
    vi.restoreAllMocks();
    for (let round = 0; round < 6; round += 1)
      await (await begin(bench, { flow: 'change' })).go(right, 'new-password');
    const wrong = await (await begin(bench, { flow: 'change' })).fails(guess);
    expect(wrong).toMatchObject({ code: 'wrong-password', triesLeft: limits.proofFailures - 1 });
  });
});
