// What a directory that is far away tells of names: as many round trips for nobody as for somebody, and as many names.
import { Client } from 'ldapts';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { limits } from '../../backends/limits.ts';
import { activeDirectory } from '../../gateway/directory/active-directory.ts';
import type { LdapDirectory } from '../../gateway/directory/ldap/ldap-directory.ts';
import { begin, benchGateway, contoso, toMethods } from '../gateway/harness.ts';
import { openldapSettings } from './rig-openldap.ts';
import { makeRig, servers, useLdapRig } from './rigs.ts';

afterEach(() => void vi.restoreAllMocks());

const tenant = { ...contoso, policy: { ...contoso.policy, unlock: true } };
const contacts = { description: 'x@example.org', mobile: '06 12345678' };

describe.each(servers)('With %s', (name) => {
  const held = useLdapRig(name);

  it('a name that nobody has is looked up in as many round trips as the deepest member’s', async () => {
    const [member, other] = [
      await held.rig.add({ more: contacts }),
      await held.rig.add({ more: contacts }),
    ];
    const inner = await held.rig.group([member.dn]);
    const group = await held.rig.group([inner]);
    const directory = held.rig.open({ scope: { group }, administrators: { group: inner } });
    const bench = await benchGateway({ tenant, directory });
    await toMethods(bench, member.username); // the deepest of all has been looked up once
    const search = vi.spyOn(Client.prototype, 'search');
    const trips = async (username: string): Promise<number[]> => {
      const counts: number[] = [];
      const counted = async (work: Promise<unknown>): Promise<void> => {
        const before = search.mock.calls.length;
        await work;
        counts.push(search.mock.calls.length - before);
      };
      const walk = await begin(bench);
      await counted(walk.go({ kind: 'identify', username }, 'choose-intent'));
      await counted(walk.go({ kind: 'choose-intent', intent: 'reset' }, 'choose-method'));
      const [offer] = walk.step.kind === 'choose-method' ? walk.step.methods : [];
      const method = {
        kind: 'choose-method',
        method: offer!.id,
        confirm: '+31 6 9999 9999',
      } as const;
      await counted(walk.send(method));
      return counts;
    };
    const known = await trips(member.username);
    for (const count of known) expect(count).toBeGreaterThan(2);
    // Decoys differ in what they have: those with an address are meant.
    const withAddress = async (username: string): Promise<boolean> => {
      const walk = await begin(bench);
      await walk.go({ kind: 'identify', username }, 'choose-intent');
      const { methods } = await walk.go(
        { kind: 'choose-intent', intent: 'reset' },
        'choose-method',
      );
      return methods[0]!.kind === 'email';
    };
    const strangers = Array.from({ length: 12 }, (_, index) => `nobody${index}@contoso.com`);
    let compared = 0;
    for (const username of [other.username, ...strangers])
      if (compared < 3 && (await withAddress(username))) {
        expect(await trips(username), username).toEqual(known);
        compared += 1;
      }
    expect(compared).toBeGreaterThan(1);
  });

  it('nobody has the same names that somebody has: each spelling is one for both, or neither', async () => {
    const bench = await benchGateway({ tenant, directory: held.rig.open() });
    const { username } = await held.rig.add({ more: contacts });
    const step = async (typed: string): Promise<unknown> => (await toMethods(bench, typed)).step;
    const spellings: ((local: string) => string)[] = [
      (local) => local.toUpperCase(),
      (local) => ` ${local}  `,
      (local) => `${local}@contoso.com`,
      (local) => `${local} @contoso.com`,
      (local) => `${local}@ contoso.com`,
      (local) => `${local[0]}\u0301${local.slice(1)}`,
      (local) => `${local}\u00ad`,
      (local) => `${local}\u200b`,
    ];
    const same = async (local: string): Promise<boolean[]> => {
      const plain = JSON.stringify(await step(local));
      const all: boolean[] = [];
      for (const spelled of spellings)
        all.push(JSON.stringify(await step(spelled(local))) === plain);
      return all;
    };
    const somebody = await same(username.split('@')[0]!);
    expect(somebody.slice(0, 3)).toEqual([true, true, true]);
    // Neither of them takes an accent, or what can’t be seen, for nothing: Windows does.
    expect(somebody.slice(4)).toEqual([false, false, false, false]);
    // Two decoys may look alike by chance, though never for every name.
    const strangers = ['nobodyone', 'nobodytwo', 'nobodythree', 'nobodyfour'];
    const nobody = await Promise.all(strangers.map(same));
    expect(spellings.map((_, index) => nobody.every((one) => one[index]))).toEqual(somebody);
  });

  it('failed proofs of an account count as one account’s, however its name is spelled', async () => {
    const bench = await benchGateway({ tenant, directory: held.rig.open() });
    const { username } = await held.rig.add({ more: contacts });
    const local = username.split('@')[0]!;
    const walk = await begin(bench, { flow: 'change' });
    const spelled = [
      local.toUpperCase(),
      ` ${local} `,
      `${local}@Contoso.com`,
      `${local}@contoso.com  `,
    ];
    for (const [index, typed] of spelled.entries())
      expect(
        await walk.fails({ kind: 'sign-in', username: typed, password: 'guessed' }),
      ).toMatchObject({ triesLeft: limits.proofFailures - 1 - index });
    const last = await walk.fails({ kind: 'sign-in', username: local, password: 'guessed' });
    expect(last.code).toBe('locked');
  });
});

describe('An Active Directory', () => {
  const spelled = async (directory: LdapDirectory): Promise<string> => {
    onTestFinished(() => directory.close());
    expect(await directory.find('nobodý@contoso.com')).toBeUndefined();
    return directory.oneSpelling!('nobodý@contoso.com');
  };

  it.runIf(servers.includes('samba'))('that is Samba tells accents apart', async () => {
    const rig = await makeRig('samba');
    onTestFinished(() => rig.close());
    expect(await spelled(rig.open())).toBe('nobodý@contoso.com');
  });

  // No Windows runs here; it's told by not saying who made it, as this server doesn't either.
  it.runIf(servers.includes('slapd'))('that is none has one name for all accents', async () => {
    const rig = await makeRig('slapd');
    onTestFinished(() => rig.close());
    expect(await spelled(activeDirectory(openldapSettings(rig.server)))).toBe('nobody@contoso.com');
  });
});
