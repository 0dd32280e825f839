import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solve } from '../../widget/work.ts';

const still = new AbortController().signal;

const zeroBits = (text: string): number => {
  const hex = createHash('sha256').update(text).digest('hex');
  const bits = [...hex]
    .map((one) => Number.parseInt(one, 16).toString(2).padStart(4, '0'))
    .join('');
  return bits.indexOf('1');
};

describe('the proof of work', () => {
  it('is one that the backend can check, whatever the salt', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.integer({ min: 0, max: 8 }), async (salt, bits) => {
        const nonce = await solve({ kind: 'sha-256', salt, bits }, still);
        expect(nonce).toMatch(/^\d{1,32}$/);
        expect(zeroBits(salt + nonce)).toBeGreaterThanOrEqual(bits);
      }),
      { numRuns: 25 },
    );
  });

  it('is the first that fits, so that it costs no more than it must', async () => {
    const salt = 'salt';
    const nonce = Number(await solve({ kind: 'sha-256', salt, bits: 6 }, still));
    for (let smaller = 0; smaller < nonce; smaller += 1)
      expect(zeroBits(salt + smaller)).toBeLessThan(6);
  });

  it('takes well under a second at the usual difficulty', async () => {
    const begun = performance.now();
    await solve({ kind: 'sha-256', salt: 'a salt', bits: 12 }, still);
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  it('ends when the person gives up, however hard it is', async () => {
    const controller = new AbortController();
    const work = solve({ kind: 'sha-256', salt: '', bits: 256 }, controller.signal);
    setTimeout(() => controller.abort(), 20);
    expect(await work).toBe('');
  });
});
