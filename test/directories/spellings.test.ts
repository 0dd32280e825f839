// One account may be found under several names. A name that nobody has is then one, too, or two spellings would tell them
// apart.
import { describe, expect, it } from 'vitest';
import { begin, benchGateway, toMethods } from '../gateway/harness.ts';
import { limits } from '../../backends/limits.ts';
import type { LdapRig } from './rig.ts';
import { servers, useLdapRig } from './rigs.ts';

const domains = ['contoso.com', 'contoso.nl'];
const filters = { slapd: '(uid={local})', samba: '(userPrincipalName={local}@contoso.com)' };

describe.each(servers)('With %s', (name) => {
  const held = useLdapRig(name);
  const open = (rig: LdapRig) => rig.open({ domains, userFilter: filters[name] });

  it('a name under two domains is offered the same, whoever’s it is', async () => {
    const bench = await benchGateway({ directory: open(held.rig) });
    const more = { description: 'x@example.org', mobile: '06 12345678' };
    const { username } = await held.rig.add({ more });
    const known = username.split('@')[0]!;
    const seen = async (typed: string) => (await toMethods(bench, typed)).step;
    for (const local of [known, ...Array.from({ length: 8 }, (_, index) => `nobody${index}`)])
      expect(await seen(`${local}@contoso.nl`)).toEqual(await seen(`${local}@contoso.com`));
  });

  it('a lock closes all spellings of a name that nobody has', async () => {
    const bench = await benchGateway({ directory: open(held.rig) });
    const walk = await begin(bench, { flow: 'change' });
    const guess = { kind: 'sign-in', username: 'nobody@contoso.nl', password: 'guessed' } as const;
    for (let left = limits.proofFailures - 1; left > 0; left -= 1)
      expect(await walk.fails(guess)).toMatchObject({ triesLeft: left });
    expect((await walk.fails(guess)).code).toBe('locked');
    await expect(toMethods(bench, 'nobody@contoso.com')).rejects.toThrow('locked');
  });

  it('a name with two domains is nobody’s', async () => {
    const directory = open(held.rig);
    const { username } = await held.rig.add();
    const local = username.split('@')[0]!;
    expect(await directory.find(`${local}@contoso.com`)).toBeDefined();
    expect(await directory.find(`${local}@contoso.com@evil.test`)).toBeUndefined();
    expect(await directory.find(`${local}@contoso.com@`)).toBeUndefined();
  });
});
