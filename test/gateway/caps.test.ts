// What one message counts against, cap by cap.
import { describe, expect, it } from 'vitest';
import { messageLimits, servedCounter, waitFor } from '../../gateway/budgets.ts';
import { Metrics } from '../../gateway/metrics.ts';
import { secretsFrom } from '../../gateway/secrets.ts';
import { type Bench, benchGateway, contoso } from './harness.ts';
import { withLimits } from './limited.ts';

const secrets = secretsFrom(Buffer.alloc(32, 3));
const state = { flow: 'reset', subject: { username: 'ada@contoso.com' } } as const;
const [near, far] = ['+31612345601', '+32470123401'];

const kindsOf = (counters: readonly string[]): string[] =>
  counters.map((one) => (/^(?:day|country):/.test(one) ? one : one.split(':')[0]!));

// Without limits of its own, and without a gateway section at all.
const plain = { ...contoso, gateway: undefined };

describe('A message', () => {
  it('is held to all that it’s for and where it goes, and to nothing else', async () => {
    const { store } = await benchGateway({ people: [] });
    const kinds = (
      given: Parameters<typeof messageLimits> extends [unknown, ...infer R] ? R : never,
      tenant = plain,
    ) => {
      const { caps, hits } = messageLimits({ store, secrets, tenant }, ...given);
      return { caps: kindsOf(caps.map(({ counter }) => counter)), hits: kindsOf(hits) };
    };
    const mail = ['send', 'target', 'day:email', 'day:email-reset'];
    expect(kinds([state, 'email', 'ada@example.org'])).toEqual({ caps: mail, hits: mail });
    const text = ['send', 'target', 'row', 'unused', 'day:sms', 'day:sms-reset'];
    expect(kinds([state, 'sms', near])).toEqual({ caps: text, hits: text });
    // Nobody's uses up nothing that is paid for.
    expect(kinds([state, 'sms', undefined])).toEqual({
      caps: ['send', 'target', 'day:sms', 'day:sms-reset'],
      hits: ['send', 'target'],
    });
    const fresh = { ...state, flow: 'register', client: 'c' } as const;
    expect(kinds([fresh, 'call', far]).caps).toEqual([
      'send-new',
      'target-new',
      'send-new-day',
      'sent',
      'row-new',
      'unused-new',
      'country:BE',
      'day:call',
      'day:call-new',
    ]);
  });

  it.each([
    ['without a gateway section', plain],
    ['whose gateway names no limits', { ...plain, gateway: {} }],
  ])('has as much room as the guide says, for a tenant %s', async (_what, tenant) => {
    const { store } = await benchGateway({ people: [] });
    const { caps } = messageLimits({ store, secrets, tenant }, state, 'sms', far);
    const room = caps.map(({ counter, limit, seconds }) => [kindsOf([counter])[0], limit, seconds]);
    const day = 24 * 60 * 60;
    expect(room).toEqual([
      ['send', 10, 600],
      ['target', 10, 600],
      ['row', 60, 3600],
      ['unused', 50, day],
      ['country:BE', 300, day],
      ['day:sms', 1000, day],
      // A quarter is left to other purposes.
      ['day:sms-reset', 750, day],
    ]);
    const served = servedCounter({ store, secrets, tenant }, state, 'sms', far);
    expect(caps.map(({ earned }) => earned).filter((one) => one !== undefined)).toEqual([
      { counter: served, each: 5 },
    ]);
  });

  it('to a country that isn’t served is never sent, whoever has its number', async () => {
    const { store } = await benchGateway({ people: [] });
    const tenant = withLimits({ countries: ['NL'] });
    const { caps } = messageLimits({ store, secrets, tenant }, state, 'sms', far);
    expect(caps).toContainEqual({ counter: 'country:BE', seconds: 24 * 60 * 60, limit: 0 });
    const limits = messageLimits({ store, secrets, tenant }, state, 'sms', near).caps;
    expect(limits.filter(({ limit }) => limit === 0)).toEqual([]);
  });

  it('that is answered makes room for its own kind, in its own range', async () => {
    const { store } = await benchGateway({ people: [] });
    const served = (
      flow: 'reset' | 'register',
      to: string | undefined,
      channel: 'sms' | 'email' = 'sms',
    ) => servedCounter({ store, secrets, tenant: plain }, { ...state, flow }, channel, to);
    expect(served('reset', near)).toMatch(/^served:/);
    expect(served('register', near)).toMatch(/^served-new:/);
    expect(served('reset', near)).toBe(served('reset', '+31612999999'));
    expect(served('reset', near)).not.toBe(served('reset', far));
    for (const none of [served('reset', undefined), served('reset', 'a@example.org', 'email')])
      expect(none).toBeUndefined();
  });
});

describe('Who has to wait', () => {
  const waited = async ({ store }: Bench, limit: number, seconds: number): Promise<number> => {
    const cap = { counter: 'sent', seconds, limit, earned: { counter: 'served', each: 5 } };
    return waitFor({ store, log: () => {}, metrics: new Metrics() }, [cap]);
  };

  it('waits an hour for a long window, and what was earned counts', async () => {
    const bench = await benchGateway({ people: [] });
    const day = 24 * 60 * 60;
    for (let round = 0; round < 6; round += 1) await bench.store.hit('sent');
    expect(await waited(bench, 6, day)).toBe(3600);
    expect(await waited(bench, 7, day)).toBe(600);
    await bench.store.hit('served');
    expect(await waited(bench, 1, day)).toBe(3600);
    expect(await waited(bench, 2, day)).toBe(600);
    expect(await waited(bench, 1, 1200)).toBe(1200);
  });
});
