// Hosts that are down, slow, half-open, or die at the worst moment: what is said afterwards is true.
import { describe, expect, it, onTestFinished } from 'vitest';
import { DirectoryUnavailable } from '../../gateway/directory/directory.ts';
import { AnswerLost } from '../../gateway/directory/ldap/pool.ts';
import type { LdapDirectory } from '../../gateway/directory/ldap/ldap-directory.ts';
import type { LdapSettings } from '../../gateway/directory/ldap/settings.ts';
import { first, type LdapRig, second } from './rig.ts';
import { servers, useLdapRig } from './rigs.ts';
import { freePort } from './servers/process.ts';
import { operations, type Relay, resultOf, startMute, startRelay } from './servers/relay.ts';

const patience = 700; // ms; long enough for a busy machine, short enough for a test

const opened = (rig: LdapRig, settings: Partial<LdapSettings>): LdapDirectory => {
  const directory = rig.open(settings);
  onTestFinished(() => directory.close());
  return directory;
};

const relayOf = async (rig: LdapRig): Promise<Relay> => {
  const relay = await startRelay(rig.server);
  onTestFinished(() => relay.close());
  return relay;
};

const muteUrl = async (): Promise<string> => {
  const mute = await startMute();
  onTestFinished(() => mute.close());
  return mute.url;
};

const nobodyThere = async (): Promise<string> => `ldaps://127.0.0.1:${await freePort()}`;

describe.each(servers)('With %s', (name) => {
  const held = useLdapRig(name);

  it.each([
    ['where nobody listens', nobodyThere],
    ['that takes connections and says nothing', muteUrl],
  ])('a host %s is unavailable, in time, and nothing was changed', async (_, at) => {
    const url = await at();
    const directory = opened(held.rig, { urls: [url], timeout: patience });
    const start = Date.now();
    await expect(directory.find('ada@contoso.com')).rejects.toBeInstanceOf(DirectoryUnavailable);
    await expect(directory.verify('x', first)).rejects.toBeInstanceOf(DirectoryUnavailable);
    await expect(directory.setPassword('x', second)).rejects.toBeInstanceOf(DirectoryUnavailable);
    await expect(directory.unlock('x')).rejects.toBeInstanceOf(DirectoryUnavailable);
    expect(Date.now() - start).toBeLessThan(4 * patience + 2000);
  });

  it.each([
    ['is down', nobodyThere],
    ['says nothing', muteUrl],
  ])(
    'the second host serves when the first one %s, and the first is not waited for again',
    async (_, at) => {
      const who = await held.rig.add();
      const warnings: Record<string, unknown>[] = [];
      const log = (line: Record<string, unknown>): void => void warnings.push(line);
      const urls = [await at(), held.rig.server.ldaps];
      const directory = opened(held.rig, { urls, log, timeout: 2000 });
      const { id } = (await directory.find(who.username))!;
      const start = Date.now();
      expect(await directory.verify(id, first)).toBe('right');
      expect(await directory.setPassword(id, second)).toEqual({ result: 'done' });
      expect(await directory.verify(id, second)).toBe('right');
      expect(Date.now() - start).toBeLessThan(2000);
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toMatchObject({ level: 'warning', host: urls[0] });
    },
  );

  it('connects anew when its connections were cut while they were idle', async () => {
    const relay = await relayOf(held.rig);
    const who = await held.rig.add();
    const directory = opened(held.rig, { urls: [relay.url] });
    const { id } = (await directory.find(who.username))!;
    for (let round = 1; round < 4; round += 1) {
      relay.drop();
      expect(await directory.read(id)).toMatchObject({ id });
      expect(relay.connections).toBe(round + 1);
    }
    relay.drop();
    expect(await directory.setPassword(id, second)).toEqual({ result: 'done' });
  });

  it('keeps no more connections than it may, and closes them in the end', async () => {
    const relay = await relayOf(held.rig);
    const directory = opened(held.rig, { urls: [relay.url], connections: 2, timeout: 20_000 });
    await Promise.all(Array.from({ length: 20 }, () => directory.find('nobody@contoso.com')));
    expect(relay.connections).toBe(2);
    await directory.close();
  });

  it.each(['cut-before', 'cut-after', 'swallow'] as const)(
    'a change whose answer never comes (%s) is neither done nor undone, and not sent twice',
    async (fault) => {
      const relay = await relayOf(held.rig);
      const who = await held.rig.add();
      const urls = [relay.url, held.rig.server.ldaps];
      const directory = opened(held.rig, { urls, timeout: fault === 'swallow' ? patience : 5000 });
      const { id } = (await directory.find(who.username))!;
      relay.fault = fault;
      const failure = await directory.setPassword(id, second).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(AnswerLost);
      expect(failure).not.toBeInstanceOf(DirectoryUnavailable);
      expect(await held.rig.signIn(who, second)).toBe(fault !== 'cut-before');
      expect(await held.rig.signIn(who, first)).toBe(fault === 'cut-before');
      relay.fault = 'none';
      expect(await directory.read(id)).toMatchObject({ id });
    },
  );

  it.each(['cut-before', 'cut-after'] as const)(
    'a lock whose lifting gets no answer (%s) is not said to be lifted',
    async (fault) => {
      const relay = await relayOf(held.rig);
      const who = await held.rig.add({ state: 'locked' });
      const directory = opened(held.rig, { urls: [relay.url] });
      const { id } = (await directory.find(who.username))!;
      relay.fault = fault;
      await expect(directory.unlock(id)).rejects.toBeInstanceOf(AnswerLost);
    },
  );

  it.each([51, 52])(
    'a host that answers a change with %i passes it on to the next one',
    async (code) => {
      const relay = await relayOf(held.rig);
      const who = await held.rig.add();
      const directory = opened(held.rig, { urls: [relay.url, held.rig.server.ldaps] });
      const { id } = (await directory.find(who.username))!;
      relay.says = (operation, _message, number) =>
        operation === operations.modify || operation === operations.extended
          ? [resultOf(number, operation + 1, code)]
          : undefined;
      expect(await directory.setPassword(id, second)).toEqual({ result: 'done' });
      expect(await held.rig.signIn(who, second)).toBe(true);
    },
  );

  it('a referral is not followed: the next host is asked, and else nothing was changed', async () => {
    const relay = await relayOf(held.rig);
    const who = await held.rig.add();
    relay.says = (operation, _message, number) =>
      operation === operations.modify || operation === operations.extended
        ? [resultOf(number, operation + 1, 10, 'ldap://evil.example')]
        : undefined;
    const directory = opened(held.rig, { urls: [relay.url] });
    const { id } = (await directory.find(who.username))!;
    await expect(directory.setPassword(id, second)).rejects.toBeInstanceOf(DirectoryUnavailable);
    expect(await held.rig.signIn(who, first)).toBe(true);
  });
});
