// What a clock tells about names: nothing.
import { describe, expect, it, vi } from 'vitest';
import { begin, type Bench, benchGateway } from './harness.ts';

const beat = 120; // ms; longer than the product's, so that a busy machine doesn't disturb the test

const beatsOf = async (call: () => Promise<Response>): Promise<number> => {
  const start = performance.now();
  await call();
  return (performance.now() - start) / beat;
};

// A directory across a network, which takes longer for somebody than for nobody.
const slowFor = (bench: Bench, name: string): void => {
  const find = bench.directory.find.bind(bench.directory);
  vi.spyOn(bench.directory, 'find').mockImplementation(async (username) => {
    if (username.startsWith(name)) await new Promise((resolve) => setTimeout(resolve, beat / 2));
    return find(username);
  });
};

describe('A reply', () => {
  it('takes as long about somebody as about nobody, however long the directory takes', async () => {
    const bench = await benchGateway({ beat });
    slowFor(bench, 'ada');
    for (const username of ['ada', 'nobody']) {
      const walk = await begin(bench);
      const beats = await beatsOf(() => walk.send({ kind: 'identify', username }));
      expect(beats, username).toBeGreaterThanOrEqual(0.99);
      expect(beats, username).toBeLessThan(3);
    }
  });

  it('comes on a beat whatever was asked, so that no other call is a clock either', async () => {
    const bench = await benchGateway({ beat });
    for (const path of ['/policy', '/healthz', '/nowhere'])
      expect(await beatsOf(() => bench.call(path)), path).toBeGreaterThanOrEqual(0.99);
    const broken = await beatsOf(() => bench.post('/flows', 'x'));
    expect(broken).toBeGreaterThanOrEqual(0.99);
    const foreign = { headers: { origin: 'https://evil.test' } };
    expect(await beatsOf(() => bench.call('/policy', foreign))).toBeGreaterThanOrEqual(0.99);
  });

  it('that took longer than a beat waits for the next one', async () => {
    const bench = await benchGateway({ beat: beat / 3 });
    slowFor(bench, 'ada');
    const walk = await begin(bench);
    const beats = await beatsOf(() => walk.send({ kind: 'identify', username: 'ada' }));
    expect(beats).toBeGreaterThanOrEqual(0.66);
  });
});
