// Who may begin, and for how much work.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { admit, askedTooOften } from '../../gateway/limiter.ts';
import { addLoad, loadOn } from '../../gateway/load.ts';
import { secretsFrom } from '../../gateway/secrets.ts';
import { benchGateway, contoso } from './harness.ts';
import { withLimits } from './limited.ts';

afterEach(() => void vi.useRealTimers());
const later = (seconds: number): void => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });
};

const gatewayFor = async (client?: number) => {
  const { store } = await benchGateway({ people: [] });
  const tenant = client === undefined ? contoso : withLimits({ client });
  return { store, secrets: secretsFrom(Buffer.alloc(32, 5)), tenant };
};
const [home, elsewhere] = ['198.51.100.7', '198.51.100.8'];

describe('A client', () => {
  it('works from a fifth of its beginnings on, twice as hard for twice as many, and then waits', async () => {
    const gateway = await gatewayFor(10);
    const met: (number | undefined)[] = [];
    for (let round = 0; round < 10; round += 1) met.push((await admit(gateway, home)).bits);
    const none = undefined;
    expect(met).toEqual([none, none, 13, 13, 14, 14, 14, 14, 15, 15]);
    expect(await admit(gateway, home)).toEqual({ wait: 600 });
    expect((await admit(gateway, elsewhere)).wait).toBe(0);
    later(601);
    expect(await admit(gateway, home)).toMatchObject({ wait: 0, bits: undefined });
  });

  it('waits once a quarter of its beginnings is met by failed proofs, for as long as they count', async () => {
    const gateway = await gatewayFor(40);
    const { client } = await admit(gateway, home);
    for (let round = 0; round < 9; round += 1) await gateway.store.hit(`failed:${client}`);
    expect((await admit(gateway, home)).wait).toBe(0);
    await gateway.store.hit(`failed:${client}`);
    expect(await admit(gateway, home)).toEqual({ wait: 600 });
    expect((await admit(gateway, elsewhere)).wait).toBe(0);
    later(599);
    expect((await admit(gateway, home)).wait).toBe(600);
    later(2);
    expect((await admit(gateway, home)).wait).toBe(0);
  });

  it('is known by a fingerprint of its network alone', async () => {
    const gateway = await gatewayFor();
    const { client } = await admit(gateway, '2001:db8:1:2::7');
    expect(client).toBe(gateway.secrets.mark('client', '2001:db8:1:2::/64'));
  });

  it('that nobody can tell from others has no limit of its own, and no name', async () => {
    const gateway = await gatewayFor(1);
    for (let round = 0; round < 3; round += 1)
      expect(await admit(gateway, undefined)).toEqual({ wait: 0 });
  });
});

describe('Everybody', () => {
  it('works from 120 beginnings in a minute on, wherever they come from', async () => {
    const gateway = await gatewayFor();
    for (let round = 0; round < 119; round += 1) await gateway.store.hit('starts');
    expect((await admit(gateway, undefined)).bits).toBeUndefined();
    expect((await admit(gateway, home)).bits).toBe(13);
    later(61);
    expect((await admit(gateway, home)).bits).toBeUndefined();
  });
});

describe('A load', () => {
  it('is counted anew each time, until it’s four times too much: then for all of a moment', async () => {
    later(0);
    const { store } = await gatewayFor();
    const counted = vi.spyOn(store, 'count');
    const busy = { counter: 'busy', seconds: 60, limit: 2 };
    for (let round = 0; round < 7; round += 1) await addLoad(store, busy);
    expect([await loadOn(store, busy), await loadOn(store, busy)]).toEqual([3.5, 3.5]);
    expect(counted).toHaveBeenCalledTimes(2);
    await addLoad(store, busy);
    expect(await loadOn(store, busy)).toBe(4);
    // Another gateway's is seen when the moment is over, its own at once.
    await store.hit('busy');
    await addLoad(store, busy);
    expect(await loadOn(store, busy)).toBe(4.5);
    expect(counted).toHaveBeenCalledTimes(3);
    expect(await loadOn(store, { ...busy, counter: 'another' })).toBe(0);
    vi.advanceTimersByTime(250);
    expect(await loadOn(store, busy)).toBe(5);
    vi.advanceTimersByTime(61_000);
    expect([await loadOn(store, busy), await loadOn(store, busy)]).toEqual([0, 0]);
    expect(counted).toHaveBeenCalledTimes(7);
  });
});

describe('What somebody has registered', () => {
  it('is told sixty times in ten minutes', async () => {
    const gateway = await gatewayFor();
    const ask = (name = 'ada@contoso.com'): Promise<number> => askedTooOften(gateway, name);
    for (let round = 0; round < 60; round += 1) expect(await ask()).toBe(0);
    expect(await ask()).toBe(600);
    expect(await ask('grace@contoso.com')).toBe(0);
    later(601);
    expect(await ask()).toBe(0);
  });
});
