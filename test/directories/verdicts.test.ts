// How each server says no, and what people are told.
import { describe, expect, it, onTestFinished } from 'vitest';
import { ChangeRefused, DirectoryUnavailable } from '../../gateway/directory/directory.ts';
import { first, second } from './rig.ts';
import { servers, useLdapRig } from './rigs.ts';
import { domain } from './servers/samba.ts';
import { suffix } from './servers/slapd.ts';
import { entryOf, operations, type Relay, resultOf, startRelay } from './servers/relay.ts';

const third = 'Yellow submarine ninety 3';

describe.each(servers.filter((name) => name === 'slapd'))('OpenLDAP (%s)', (name) => {
  const held = useLdapRig(name);

  it('takes none of the last passwords again', async () => {
    const who = await held.rig.add();
    const { directory } = held.rig;
    const { id } = (await directory.find(who.username))!;
    for (const password of [second, third])
      expect(await directory.setPassword(id, password)).toEqual({ result: 'done' });
    for (const password of [first, second])
      expect(await directory.setPassword(id, password)).toEqual({
        result: 'rejected',
        broken: [{ rule: 'history' }],
      });
    expect(await held.rig.signIn(who, third)).toBe(true);
  });

  it.each([
    ['before its time', { pwdStartTime: '20990101000000Z' }],
    ['after its time', { pwdEndTime: '20200101000000Z' }],
  ])('an account %s is a disabled one', async (_, more) => {
    const { username } = await held.rig.add({ more });
    expect(await held.rig.directory.find(username)).toMatchObject({ disabled: true });
  });

  it('tells a password that is too new to be changed from one that isn’t taken', async () => {
    const pwdPolicySubentry = `cn=slow,ou=policies,${suffix}`;
    const who = await held.rig.add({ more: { pwdPolicySubentry } });
    const { id } = (await held.rig.directory.find(who.username))!;
    const refused = held.rig.directory.setPassword(id, second);
    await expect(refused).rejects.toEqual(new ChangeRefused('too young'));
    expect(await held.rig.signIn(who, first)).toBe(true);
  });

  it('takes the mark off that a password must be changed, which people chose themselves', async () => {
    const who = await held.rig.add({ state: 'must-change' });
    const { id } = (await held.rig.directory.find(who.username))!;
    await held.rig.directory.setPassword(id, second);
    expect(await held.rig.directory.verify(id, second)).toBe('right');
  });
});

describe.each(servers.filter((name) => name === 'samba'))('Active Directory (%s)', (name) => {
  const held = useLdapRig(name);
  const relayed = async (says: Relay['says']) => {
    const relay = await startRelay(held.rig.server);
    onTestFinished(() => relay.close());
    const directory = held.rig.open({ urls: [relay.url] });
    onTestFinished(() => directory.close());
    const who = await held.rig.add();
    const { id } = (await directory.find(who.username))!;
    relay.says = says;
    return { directory, id, who };
  };

  it('wants three kinds of signs, and says so', async () => {
    const { username } = await held.rig.add();
    const { id } = (await held.rig.directory.find(username))!;
    expect(await held.rig.directory.setPassword(id, 'lower case letters alone')).toEqual({
      result: 'rejected',
      broken: [{ rule: 'classes', need: 3 }],
    });
    expect(await held.rig.directory.setPassword(id, 'Short 1')).toEqual({
      result: 'rejected',
      broken: [{ rule: 'min-length', need: 14 }],
    });
  });

  it('an account whose time is over is a disabled one', async () => {
    const who = await held.rig.add({ more: { accountExpires: '130000000000000000' } });
    const account = (await held.rig.directory.find(who.username))!;
    expect(account.disabled).toBe(true);
    expect(await held.rig.directory.verify(account.id, first)).toBe('wrong');
  });

  it('a member of the domain’s own administrators is one here, without a group for it', async () => {
    const { username, dn } = await held.rig.add({ more: { adminCount: '1' } });
    expect(await held.rig.directory.find(username)).toMatchObject({ administrator: true });
    expect(dn).toContain('CN=');
  });

  it('a computer’s account is nobody’s', async () => {
    const { dn, username } = await held.rig.add();
    await held.rig.admin.del(dn);
    expect(await held.rig.directory.find(username)).toBeUndefined();
    expect(await held.rig.directory.find('krbtgt@contoso.com')).toBeUndefined();
  });

  it('sends the hint that holds a password against former ones to a server that knows it', async () => {
    const sent: Buffer[] = [];
    const { directory, id } = await relayed((operation, message, number) => {
      if (operation === operations.search && message.includes('supportedControl'))
        return [
          entryOf(number, '', 'supportedControl', ['1.2.3.4', '1.2.840.113556.1.4.2239']),
          resultOf(number, 0x65, 0),
        ];
      if (operation !== operations.modify) return undefined;
      sent.push(message);
      const text = '0000052D: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0\n\0';
      return [resultOf(number, 0x67, 53, text)];
    });
    expect(await directory.setPassword(id, second)).toEqual({
      result: 'rejected',
      broken: [{ rule: 'directory' }],
    });
    // Critical, and with the flag 1: a server that doesn't know it would have refused.
    const control = Buffer.concat([
      Buffer.from('1.2.840.113556.1.4.2239'),
      Buffer.from([0x01, 0x01, 0xff, 0x04, 0x05, 0x30, 0x03, 0x02, 0x01, 0x01]),
    ]);
    expect(sent).toHaveLength(1);
    expect(sent[0]!.includes(control)).toBe(true);
    expect(sent[0]!.includes('lockoutTime')).toBe(true);
  });

  it.each([
    ['52e', 'wrong'],
    ['525', 'wrong'],
    ['533', 'wrong'],
    ['701', 'wrong'],
    ['775', 'wrong'],
    ['530', 'right'],
    ['531', 'right'],
    ['532', 'expired'],
    ['773', 'expired'],
  ])('a bind that is refused with %s says that the password is %s', async (data, verdict) => {
    const text = `80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data ${data}, v1db1`;
    const own = Buffer.from(second);
    const { directory, id } = await relayed((operation, message, number) =>
      operation === operations.bind && message.includes(own)
        ? [resultOf(number, 0x61, 49, text)]
        : undefined,
    );
    expect(await directory.verify(id, second)).toBe(verdict);
  });

  it.each([{ state: undefined }, { state: 'locked' as const }])(
    'an account that the gateway has no right to is said to be one (%j)',
    async (spec) => {
      const who = await held.rig.add(spec);
      const { id } = (await held.rig.directory.find(who.username))!;
      // Its rights are those of CN=Users.
      const dn = `${who.dn.split(',')[0]},CN=Computers,${domain}`;
      await held.rig.admin.modifyDN(who.dn, dn);
      const { directory } = held.rig;
      for (const refused of [directory.setPassword(id, second), directory.unlock(id)])
        await expect(refused).rejects.toEqual(new ChangeRefused('no right'));
      expect(await held.rig.signIn({ ...who, dn }, first)).toBe(spec.state !== 'locked');
    },
  );

  it('a refusal that is no fault of the password is not put on it', async () => {
    const text = '0000001F: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0';
    const { directory, id, who } = await relayed((operation, _message, number) =>
      operation === operations.modify ? [resultOf(number, 0x67, 53, text)] : undefined,
    );
    await expect(directory.setPassword(id, second)).rejects.toBeInstanceOf(DirectoryUnavailable);
    expect(await held.rig.signIn(who, first)).toBe(true);
  });
});
