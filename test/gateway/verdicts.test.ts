// What a directory says to a new password, and what becomes of it. (What real ones say is in test/directories.)
import { describe, expect, it } from 'vitest';
import type { BrokenRule } from '../../backends/protocol/index.ts';
import { DirectoryUnavailable } from '../../gateway/directory/directory.ts';
import { limits } from '../../backends/limits.ts';
import {
  begin,
  type Bench,
  benchGateway,
  codeAfter,
  personNamed,
  toCode,
  toMethods,
  toPassword,
  until,
  withPolicy,
  wrongCode,
} from './harness.ts';

const ada = 'ada@contoso.com';
const fresh = 'violet umbrella seventy';
const answer = { kind: 'new-password', password: fresh } as const;
const tenant = withPolicy({
  password: { ...withPolicy({}).policy.password, classes: 2, minLength: 12 },
});

// The real directory says no once, and then takes what it's given.
const rejectOnce = ({ directory }: Bench, broken: BrokenRule[]): void => {
  directory.setPassword = async () => {
    delete (directory as { setPassword?: unknown }).setPassword;
    return { result: 'rejected', broken };
  };
};

const own = { rule: 'directory' } as const;
const length = (need?: number): BrokenRule => ({ rule: 'min-length', need });
const classes = (need?: number): BrokenRule => ({ rule: 'classes', need });

describe('A password that its directory rejects', () => {
  it.each<[string, BrokenRule[], shown: object, broken: BrokenRule[]]>([
    ['a rule of its own', [{ rule: 'history' }], {}, [{ rule: 'history' }]],
    ['more signs', [length(16)], { minLength: 16 }, [length(16)]],
    ['more kinds', [classes(4)], { classes: 4 }, [classes(4)]],
    [
      'more of both',
      [length(13), classes(3)],
      { minLength: 13, classes: 3 },
      [length(13), classes(3)],
    ],
    ['as many signs as are shown', [length(12)], {}, [length(12), own]],
    ['as many kinds as are shown', [classes(2)], {}, [classes(2), own]],
    ['it doesn’t say how many', [length(), classes()], {}, [length(), classes(), own]],
    [
      'more signs, and kinds that it has',
      [length(16), classes(1)],
      { minLength: 16 },
      [length(16), classes(1), own],
    ],
  ])('is told by which rule, and shown as it is: %s', async (_what, said, shown, broken) => {
    const bench = await benchGateway({ tenant });
    const walk = await toPassword(bench, ada);
    rejectOnce(bench, said);
    const refused = await walk.fails({ kind: 'new-password', password: `${fresh} 1` });
    expect(refused).toMatchObject({ code: 'password-rejected', status: 422 });
    expect(refused.broken).toEqual(JSON.parse(JSON.stringify(broken)));
    expect(refused.step).toMatchObject({ policy: { minLength: 12, classes: 2, ...shown } });
  });

  it('was told to nobody, and the next one is set', async () => {
    const bench = await benchGateway();
    const walk = await toPassword(bench, ada);
    rejectOnce(bench, [{ rule: 'history' }]);
    await walk.fails({ kind: 'new-password', password: 'violet umbrella sixty' });
    expect(await bench.store.outbox.depth()).toEqual([]);
    expect((await bench.store.events(20)).map(({ event }) => event)).not.toContain(
      'password-reset',
    );
    await walk.go(answer, 'done');
    expect(await bench.directory.signIn(ada, fresh)).toBe(true);
    await until(() => bench.sent.length === 3);
  });
});

describe('A directory that is gone', () => {
  it('is named in the log, with whose password was to be set', async () => {
    const bench = await benchGateway();
    const walk = await toPassword(bench, ada);
    bench.directory.setPassword = () => Promise.reject(new DirectoryUnavailable('gone'));
    expect((await walk.fails(answer)).code).toBe('directory-unavailable');
    const [last] = await bench.store.events(1);
    expect(last).toMatchObject({ event: 'directory unavailable', username: ada });
  });
});

describe('What was done', () => {
  it('by a reset forgets the tries before it, and ends what was begun for the account', async () => {
    const bench = await benchGateway();
    const [walk, code] = await toCode(bench, ada);
    for (let left = limits.proofFailures - 1; left > 1; left -= 1)
      expect((await walk.fails({ kind: 'enter-code', code: wrongCode(code) })).triesLeft).toBe(
        left,
      );
    const other = await toMethods(bench, ada);
    await walk.go({ kind: 'enter-code', code }, 'new-password');
    await walk.go(answer, 'done');
    const choose = { kind: 'choose-method', method: 'email-1' } as const;
    expect((await other.fails(choose)).code).toBe('flow-expired');
    const [next, newest] = await toCode(bench, ada);
    expect((await next.fails({ kind: 'enter-code', code: wrongCode(newest) })).triesLeft).toBe(4);
  });

  it('by lifting a lock ends nothing that was begun, for the password is the same', async () => {
    const bench = await benchGateway();
    const other = await toMethods(bench, 'johan');
    const walk = await begin(bench, { intent: 'unlock' });
    await walk.go({ kind: 'identify', username: 'johan' }, 'choose-method');
    await walk.go({ kind: 'choose-method', method: 'email-1' }, 'enter-code');
    await walk.go({ kind: 'enter-code', code: await codeAfter(bench, 0) }, 'done');
    const choose = { kind: 'choose-method', method: 'email-1' } as const;
    expect(await other.go(choose, 'enter-code')).toMatchObject({ method: 'email' });
  });

  it('to an administrator’s account is told to every other one', async () => {
    const bench = await benchGateway();
    const walk = await toPassword(bench, ada);
    const [one, other] = [
      await bench.directory.read(ada),
      await bench.directory.find('grace@contoso.com'),
    ];
    Object.assign(bench.directory, {
      read: async () => ({ ...one!, administrator: true }),
      administrators: async () => [one!, other!],
    });
    await walk.go(answer, 'done');
    await until(() => bench.sent.length === 4);
    const told = bench.sent.slice(1).map(({ to }) => to);
    expect(told).toEqual([ada, 'ada.lovelace@example.org', 'grace@contoso.com']);
  });

  it('to an account that is gone meanwhile is told to nobody', async () => {
    const bench = await benchGateway();
    const walk = await toPassword(bench, ada);
    Object.assign(bench.directory, { read: async () => undefined });
    await walk.go(answer, 'done');
    await until(async () => (await bench.store.outbox.depth()).length === 0);
    expect(bench.sent).toHaveLength(1);
  });

  it('by who knows the password is told to them alone, and to no administrator', async () => {
    const bench = await benchGateway();
    const { username, password } = personNamed('ada');
    const [one, other] = [
      await bench.directory.read(ada),
      await bench.directory.find('grace@contoso.com'),
    ];
    Object.assign(bench.directory, {
      read: async () => ({ ...one!, administrator: true }),
      administrators: async () => [other!],
    });
    const walk = await begin(bench, { flow: 'change' });
    await walk.go({ kind: 'sign-in', username, password }, 'new-password');
    await walk.go(answer, 'done');
    await until(() => bench.sent.length === 2);
    expect(bench.sent.map(({ to }) => to)).toEqual([ada, 'ada.lovelace@example.org']);
  });
});
