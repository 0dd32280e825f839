// Administrators prove themselves twice, and a stranger doesn't learn that they do.
import { describe, expect, it } from 'vitest';
import {
  begin,
  type Bench,
  benchGateway,
  codeAfter,
  toMethods,
  until,
  withPolicy,
} from '../gateway/harness.ts';
import { type LdapRig, second, type Someone } from './rig.ts';
import { servers, useLdapRig } from './rigs.ts';

const mail = { description: 'ada@example.org' };
const both = { ...mail, mobile: '06 12345678' };

const benchFor = async (rig: LdapRig, administrator: Someone): Promise<Bench> => {
  const group = await rig.group([administrator.dn]);
  return benchGateway({ directory: rig.open({ administrators: { group } }) });
};

describe.each(servers)('With %s', (name) => {
  const held = useLdapRig(name);

  it('an administrator is asked for a second proof, after the first one', async () => {
    const who = await held.rig.add({ more: both });
    const bench = await benchFor(held.rig, who);
    const walk = await toMethods(bench, who.username);
    expect(walk.step).toMatchObject({ gate: 1, gates: 1 });
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    const code = await codeAfter(bench, 0);
    const next = await walk.go({ kind: 'enter-code', code }, 'choose-method');
    expect(next).toMatchObject({ gate: 2, gates: 2, methods: [{ kind: 'sms' }] });
    const early = await walk.fails({ kind: 'new-password', password: second });
    expect(early.code).toBe('stale-answer');
    const confirm = '06-12345678';
    await walk.go({ kind: 'choose-method', method: 'sms-1', confirm }, 'enter-code');
    await walk.go({ kind: 'enter-code', code: await codeAfter(bench, 1) }, 'new-password');
    await walk.go({ kind: 'new-password', password: second }, 'done');
    expect(await held.rig.signIn(who, second)).toBe(true);
  });

  it('everybody else is asked for one', async () => {
    const [administrator, who] = [await held.rig.add(), await held.rig.add({ more: both })];
    const bench = await benchFor(held.rig, administrator);
    const walk = await toMethods(bench, who.username);
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    const code = await codeAfter(bench, 0);
    expect((await walk.go({ kind: 'enter-code', code }, 'new-password')).kind).toBe('new-password');
  });

  it('an administrator with one way alone gets a decoy', async () => {
    const who = await held.rig.add({ more: mail });
    const bench = await benchFor(held.rig, who);
    const walk = await toMethods(bench, who.username);
    expect(walk.step).toMatchObject({ gate: 1, gates: 1 });
    expect(bench.lines).toContainEqual(
      expect.objectContaining({ event: 'identified', detail: 'too few methods' }),
    );
  });

  it('an administrator registers two, and no questions', async () => {
    const who = await held.rig.add({ more: mail });
    const bench = await benchFor(held.rig, who);
    const walk = await begin(bench, { flow: 'register' });
    const signIn = { kind: 'sign-in', username: who.username, password: 'First password of all 1' };
    const review = await walk.go({ ...signIn, kind: 'sign-in' }, 'review-methods');
    expect(review).toMatchObject({ required: 2, canFinish: false });
    expect(review.available).not.toContain('questions');
  });

  const reset = async (bench: Bench, { username }: Someone): Promise<void> => {
    const walk = await toMethods(bench, username);
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    await walk.go({ kind: 'enter-code', code: await codeAfter(bench, 0) }, 'choose-method');
    const confirm = '06-12345678';
    await walk.go({ kind: 'choose-method', method: 'sms-1', confirm }, 'enter-code');
    await walk.go({ kind: 'enter-code', code: await codeAfter(bench, 1) }, 'new-password');
    await walk.go({ kind: 'new-password', password: second }, 'done');
  };

  it('an administrator’s reset is told to the other ones, in their language, and to nobody else', async () => {
    const { rig } = held;
    const who = await rig.add({ more: both, email: 'who@contoso.test' });
    const near = await rig.add({ email: 'near@contoso.test', locale: 'nl' });
    const far = await rig.add({ email: 'far@contoso.test' });
    const gone = await rig.add({ email: 'gone@contoso.test', state: 'disabled' });
    await rig.add({ email: 'other@contoso.test' });
    const inner = await rig.group([far.dn, gone.dn]);
    const group = await rig.group([who.dn, near.dn, inner]);
    await rig.join(inner, group);
    const bench = await benchGateway({ directory: rig.open({ administrators: { group } }) });
    await reset(bench, who);
    const told = await until(() => {
      const mails = bench.sent.filter(({ subject }) =>
        /administrator|beheerder/.test(subject ?? ''),
      );
      return mails.length >= 2 && mails;
    });
    await bench.stop();
    const places = bench.sent
      .filter(({ to }) => to.endsWith('@contoso.test'))
      .map(({ to, locale }) => `${to} ${locale}`);
    expect(places.toSorted()).toEqual([
      'far@contoso.test en',
      'near@contoso.test nl',
      'who@contoso.test en',
    ]);
    expect(told[0]!.text).toContain(who.username.split('@')[0]);
    expect(JSON.stringify(told)).not.toContain(second);
  });

  it('nobody is told where the policy says so', async () => {
    const { rig } = held;
    const who = await rig.add({ more: both });
    const other = await rig.add({ email: 'near@contoso.test' });
    const bench = await benchGateway({
      tenant: withPolicy({ notify: { user: false, admins: false } }),
      directory: rig.open({ administrators: { group: await rig.group([who.dn, other.dn]) } }),
    });
    await reset(bench, who);
    await bench.stop();
    expect(bench.sent.map(({ to }) => to)).not.toContain('near@contoso.test');
  });
});
