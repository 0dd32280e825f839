// What is counted together, and what apart.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { limits } from '../../backends/limits.ts';
import {
  changeCap,
  changeCounter,
  clientNetwork,
  failureCounters,
  newCodeGuard,
  proofGuard,
  sendCaps,
  tryGuard,
} from '../../gateway/limiter.ts';
import { bitsFor, solves } from '../../gateway/puzzle.ts';
import { secretsFrom } from '../../gateway/secrets.ts';
import type { Gateway } from '../../gateway/context.ts';

const gateway = { secrets: secretsFrom(Buffer.alloc(32, 7)) } as Gateway;
const ada = 'ada@contoso.com';
const countersOf = (purpose: 'reset' | 'new', to?: string, username = ada): string[] =>
  sendCaps(gateway, purpose, username, to).map(({ counter }) => counter);

describe('A counter', () => {
  it('is one thing’s alone, and tells nobody’s name', () => {
    const guards = [proofGuard, tryGuard, newCodeGuard, changeCap].map((one) => one(gateway, ada));
    const counters = [
      ...guards.map(({ counter }) => counter),
      changeCounter(gateway, ada),
      ...countersOf('reset', '+31612345601'),
      ...countersOf('new', '+31612345601'),
    ];
    const prints = counters.map((counter) => counter.split(':')[1]);
    expect(new Set(prints).size).toBe(counters.length);
    expect(counters.join(' ')).not.toMatch(/ada|1234/);
    expect(guards.map(({ seconds, limit }) => [seconds, limit])).toEqual([
      [limits.lockTime, limits.proofFailures],
      [limits.lockTime, limits.proofFailures],
      [limits.lockTime, 15],
      [limits.sendWindow, 30],
    ]);
  });

  it('keeps its name, or an update would open what is closed', () => {
    const guards = [proofGuard, tryGuard, newCodeGuard, changeCap].map((one) => one(gateway, ada));
    const counters = [...guards.map(({ counter }) => counter), changeCounter(gateway, ada)];
    expect(counters.map((one) => one.split(':')[0])).toEqual([
      'proof',
      'try',
      'code-new',
      'methods',
      'change',
    ]);
  });

  it('of where a message goes is the same for all its spellings, and for all who name it', () => {
    expect(countersOf('reset', 'Ada@Example.org')).toEqual(countersOf('reset', 'ada@example.org'));
    expect(countersOf('reset', '+31 6 1234 5601')).toEqual(countersOf('reset', '+31612345601'));
    expect(countersOf('reset', 'a@x.test')[1]).toBe(countersOf('reset', 'a@x.test', 'grace')[1]);
    // A name that nobody has is its own target.
    expect(countersOf('reset')[1]).not.toBe(countersOf('reset', undefined, 'grace')[1]);
  });

  it('lets ten messages out in ten minutes, and fewer to what nobody has confirmed', () => {
    const room = (purpose: 'reset' | 'new'): number[][] =>
      sendCaps(gateway, purpose, ada, 'a@x.test').map(({ limit, seconds }) => [limit, seconds]);
    expect(room('reset')).toEqual([
      [10, 600],
      [10, 600],
    ]);
    expect(room('new')).toEqual([
      [10, 600],
      [5, 600],
      [30, 24 * 60 * 60],
    ]);
  });

  it('of a failed proof is everybody’s, and the client’s where that is known', () => {
    expect(failureCounters(undefined)).toEqual(['failures']);
    expect(failureCounters('abc')).toEqual(['failures', 'failed:abc']);
  });

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2a00::1', '2a00:0:0:0::/64'],
    ['2a00::b:c:d:e:f:1', '2a00:0:b:c::/64'],
    ['2a00:1::b:c:d:e:f', '2a00:1:0:b::/64'],
    ['::1', '0:0:0:0::/64'],
    ['2a00:1450::', '2a00:1450:0:0::/64'],
  ])('of %s is that of %s', (address, network) => {
    expect(clientNetwork(address)).toBe(network);
  });
});

describe('A puzzle', () => {
  it('is solved by as many zero bits as it wants, and by one fewer never', () => {
    for (let nonce = 0; nonce < 64; nonce += 1) {
      const digest = createHash('sha256').update(`salt${nonce}`).digest();
      const bits = [...digest].map((byte) => byte.toString(2).padStart(8, '0')).join('');
      const zeros = bits.indexOf('1');
      expect(solves({ salt: 'salt', bits: zeros }, String(nonce))).toBe(true);
      expect(solves({ salt: 'salt', bits: zeros + 1 }, String(nonce))).toBe(false);
    }
  });

  it('is twice as hard for twice as much, up to an end', () => {
    expect(bitsFor(0.99)).toBeUndefined();
    const first = bitsFor(1)!;
    expect([1.9, 2, 4, 7.9, 8].map(bitsFor)).toEqual([0, 1, 2, 2, 3].map((more) => first + more));
    expect(bitsFor(2 ** 40)).toBe(bitsFor(2 ** 30));
    expect(bitsFor(2 ** 40)).toBeGreaterThan(first + 3);
  });
});
