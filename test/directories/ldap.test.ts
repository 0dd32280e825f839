// What only a directory behind LDAP has: TLS, groups, attributes, and rules of its own.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DirectoryUnavailable } from '../../gateway/directory/directory.ts';
import type { LdapDirectory } from '../../gateway/directory/ldap/ldap-directory.ts';
import type { LdapSettings } from '../../gateway/directory/ldap/settings.ts';
import { first, type LdapRig, second } from './rig.ts';
import { servers, useLdapRig } from './rigs.ts';
import { authorityAt, makeAuthority, pairOf } from './servers/certificates.ts';
import { startRelay } from './servers/relay.ts';

const opened = (rig: LdapRig, settings: Partial<LdapSettings>): LdapDirectory => {
  const directory = rig.open(settings);
  onTestFinished(() => directory.close());
  return directory;
};

const expectUnavailable = (rig: LdapRig, settings: Partial<LdapSettings>) =>
  expect(opened(rig, settings).find('ada@contoso.com')).rejects.toBeInstanceOf(
    DirectoryUnavailable,
  );

describe.each(servers)('%s is trusted by its certificate alone:', (name) => {
  const held = useLdapRig(name);
  const relayWith = async (to: string, days?: number): Promise<string> => {
    const authority = authorityAt(held.rig.server.ca);
    const pair = await pairOf(await authority.sign('odd', to, days));
    const relay = await startRelay(held.rig.server, pair);
    onTestFinished(() => relay.close());
    return relay.url;
  };

  it('an authority that nobody named is refused', async () => {
    await expectUnavailable(held.rig, { ca: undefined });
    const folder = await mkdtemp(join(tmpdir(), 'keyturn-ca-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const { ca } = await makeAuthority(folder, 'another');
    await expectUnavailable(held.rig, { ca: await readFile(ca, 'utf8') });
  });

  it('a certificate for another name is refused', async () => {
    await expectUnavailable(held.rig, { urls: [await relayWith('DNS:ldap.contoso.com')] });
  });

  it('a certificate that has expired is refused', async () => {
    await expectUnavailable(held.rig, { urls: [await relayWith('IP:127.0.0.1', -1)] });
  });

  it('a certificate that is right is taken', async () => {
    const directory = opened(held.rig, { urls: [await relayWith('IP:127.0.0.1')] });
    expect(await directory.find('nobody@contoso.com')).toBeUndefined();
  });

  it('over StartTLS everything works, and the certificate is checked as well', async () => {
    const { ldap } = held.rig.server;
    const directory = opened(held.rig, { urls: [ldap] });
    const who = await held.rig.add();
    const { id } = (await directory.find(who.username))!;
    expect(await directory.verify(id, first)).toBe('right');
    expect(await directory.setPassword(id, second)).toEqual({ result: 'done' });
    expect(await held.rig.signIn(who, second)).toBe(true);
    await expectUnavailable(held.rig, { urls: [ldap], ca: undefined });
  });

  it('the gateway’s own account with a wrong password changes nothing, and the operator is told', async () => {
    const lines: Record<string, unknown>[] = [];
    const password = 'not its password';
    await expectUnavailable(held.rig, { password, log: (line) => void lines.push(line) });
    expect(JSON.stringify(lines)).toMatch(/0x31/);
    expect(JSON.stringify(lines)).not.toContain(password);
  });
});

describe.each(servers)('In %s', (name) => {
  const held = useLdapRig(name);
  const accountOf = async (more: Record<string, string | string[]>, settings = {}) => {
    const { username } = await held.rig.add({ more });
    return (await opened(held.rig, settings).find(username))!;
  };

  it.each([
    ['06 12345678', '+31612345678'],
    ['+31 (0)6-1234 5678', '+31612345678'],
    ['0031 6 1234 5678', '+31612345678'],
    ['+49 1512 3456789', '+4915123456789'],
    ['+1 425-555-0123', '+14255550123'],
  ])('the mobile number %s is %s', async (mobile, value) => {
    const { contacts } = await accountOf({ mobile });
    expect(contacts).toEqual([{ kind: 'sms', value }]);
  });

  it.each(['112', '0900 1234', '020 555 0123', 'call me', '12', '+31 6 1234'])(
    'nothing is sent to the mobile number %s',
    async (mobile) => {
      expect((await accountOf({ mobile })).contacts).toEqual([]);
    },
  );

  it.each([
    ['020 555 0123', '+31205550123'],
    ['+1 425-555-0123x12345', '+14255550123x12345'],
    ['+31 20 555 0123 ext. 42', '+31205550123x42'],
  ])('the office number %s is %s', async (telephoneNumber, value) => {
    expect((await accountOf({ telephoneNumber })).contacts).toEqual([
      { kind: 'call-office', value },
    ]);
  });

  it('attributes that were named are read, in their order, and nothing twice', async () => {
    const { contacts } = await accountOf({
      description: 'ada@example.org',
      mobile: '06 12345678',
      pager: '06 87654321',
      homePhone: '+31612345678',
    });
    expect(contacts).toEqual([
      { kind: 'email', value: 'ada@example.org' },
      { kind: 'sms', value: '+31612345678' },
      { kind: 'sms', value: '+31687654321' },
    ]);
  });

  it.each([
    'ada@contoso.com',
    'ada@mail.contoso.com',
    'a@x.org,b@y.org',
    'ada@example.org\r\nBcc: b@evil.test',
    'not an address',
    '<ada@example.org>',
  ])('no code is sent to the address %j', async (description) => {
    expect((await accountOf({ description })).contacts).toEqual([]);
  });

  it('a language with a region is the language', async () => {
    expect(await accountOf({ preferredLanguage: 'nl-BE, en;q=0.5' })).toMatchObject({
      locale: 'nl',
    });
    expect((await accountOf({ preferredLanguage: 'xx' })).locale).toBeUndefined();
  });

  it('members of the group may reset, nested ones too, and nobody else', async () => {
    const [own, nested, deep, none] = await Promise.all([1, 2, 3, 4].map(() => held.rig.add()));
    const bottom = await held.rig.group([deep!.dn]);
    const middle = await held.rig.group([nested!.dn, bottom]);
    const group = await held.rig.group([own!.dn, middle]);
    const directory = opened(held.rig, { scope: { group } });
    const may = [];
    for (const who of [own!, nested!, deep!, none!])
      may.push((await directory.find(who.username))!.eligible);
    expect(may).toEqual([true, true, true, false]);
    expect((await held.rig.directory.find(none!.username))!.eligible).toBe(true);
  });

  it('groups that hold each other end the search', async () => {
    const [who, other] = [await held.rig.add(), await held.rig.add()];
    const one = await held.rig.group([who.dn]);
    const two = await held.rig.group([one]);
    await held.rig.join(one, two);
    const group = await held.rig.group([other.dn]);
    const directory = opened(held.rig, { scope: { group } });
    expect(await directory.find(who.username)).toMatchObject({ eligible: false });
  });

  it('members of the administrators’ group are administrators, and nobody else', async () => {
    const [who, other] = [await held.rig.add(), await held.rig.add()];
    const group = await held.rig.group([await held.rig.group([who.dn])]);
    const directory = opened(held.rig, { administrators: { group } });
    expect(await directory.find(who.username)).toMatchObject({ administrator: true });
    expect(await directory.find(other.username)).toMatchObject({ administrator: false });
  });

  it('a name that two entries have is nobody’s, and the operator is told', async () => {
    const lines: Record<string, unknown>[] = [];
    const more = { employeeNumber: 'twice' };
    await Promise.all([held.rig.add({ more }), held.rig.add({ more })]);
    const userFilter = '(employeeNumber={local})';
    const log = (line: Record<string, unknown>): void => void lines.push(line);
    const directory = opened(held.rig, { userFilter, log });
    expect(await directory.find('twice@contoso.com')).toBeUndefined();
    expect(lines).toContainEqual(expect.objectContaining({ level: 'warning' }));
  });

  it('a password that is too short is refused with that rule, and nothing was changed', async () => {
    const who = await held.rig.add();
    const { id } = (await held.rig.directory.find(who.username))!;
    const refused = await held.rig.directory.setPassword(id, 'Short 1');
    expect(refused).toMatchObject({ result: 'rejected', broken: [{ rule: 'min-length' }] });
    expect(await held.rig.signIn(who, first)).toBe(true);
  });

  it('the gateway’s account may change nothing but passwords and locks', async () => {
    const who = await held.rig.add();
    expect(await held.rig.serviceMay(who.dn, 'mobile', '+31612345678')).toBe(false);
    expect(await held.rig.serviceMay(who.dn, 'description', 'x')).toBe(false);
  });
});
