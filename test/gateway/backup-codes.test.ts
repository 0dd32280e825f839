import { describe, expect, it } from 'vitest';
import { limits } from '../../backends/limits.ts';
import { secretIn, secretsFrom } from '../../gateway/secrets.ts';
import { databaseIn } from './database-in.ts';
import { type Bench, benchGateway, toMethods, toReview, type Walk, withPolicy } from './harness.ts';

const tenant = withPolicy({ methods: ['backup-code', 'email'], requiredToRegister: 1 });
const add = { kind: 'review-methods', action: 'add', method: 'backup-code' } as const;
const change = { kind: 'review-methods', action: 'change', id: 'backup-code' } as const;

const withCodes = async (
  name = 'linus',
): Promise<{ bench: Bench; walk: Walk; codes: string[] }> => {
  const bench = await benchGateway({ tenant });
  const walk = await toReview(bench, name);
  const { codes } = await walk.go(add, 'show-codes');
  await walk.go({ kind: 'show-codes' }, 'review-methods');
  return { bench, walk, codes };
};

const toBackup = async (bench: Bench, username = 'linus'): Promise<Walk> => {
  const walk = await toMethods(bench, username);
  await walk.go({ kind: 'choose-method', method: 'backup-code-1' }, 'enter-code');
  return walk;
};

const left = async (bench: Bench, name = 'linus'): Promise<string | undefined> => {
  const { step } = await toReview(bench, name);
  const entries = step.kind === 'review-methods' ? step.registered : [];
  return entries.find(({ kind }) => kind === 'backup-code')?.hint;
};

describe('Backup codes', () => {
  it('are ten that differ, easy to read, and each is good once however it’s typed', async () => {
    const { bench, codes } = await withCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
    expect(await left(bench)).toBe('10');
    const [first, second, third] = codes as [string, string, string];
    const walk = await toBackup(bench);
    expect(walk.step).toEqual({
      kind: 'enter-code',
      method: 'backup-code',
      length: 8,
      resendAfter: 0,
      expiresIn: 0,
    });
    await walk.go({ kind: 'enter-code', code: first }, 'new-password');
    const again = await toBackup(bench);
    expect(await again.fails({ kind: 'enter-code', code: first })).toMatchObject({
      code: 'wrong-code',
      triesLeft: limits.proofFailures - 1,
    });
    const typed = ` ${second.replace('-', '').toLowerCase()}\u200e `;
    await again.go({ kind: 'enter-code', code: typed }, 'new-password');
    expect(await left(bench)).toBe('8');
    const wide = [...third].map((sign) => (sign === '-' ? '－' : sign)).join('');
    await (await toBackup(bench)).go({ kind: 'enter-code', code: wide }, 'new-password');
  });

  it('count only when the person has said that they have them', async () => {
    const bench = await benchGateway({ tenant });
    const walk = await toReview(bench, 'ada');
    const { codes } = await walk.go(add, 'show-codes');
    const { step } = await toMethods(bench, 'ada');
    expect(JSON.stringify(step)).not.toContain('backup-code');
    await walk.go({ kind: 'back' }, 'review-methods');
    const other = await walk.go(add, 'show-codes');
    expect(other.codes).not.toEqual(codes);
    await walk.go({ kind: 'show-codes' }, 'review-methods');
    const reset = await toBackup(bench, 'ada');
    expect((await reset.fails({ kind: 'enter-code', code: codes[0]! })).code).toBe('wrong-code');
    await reset.go({ kind: 'enter-code', code: other.codes[0]! }, 'new-password');
  });

  it('make all older ones void', async () => {
    const { bench, walk, codes: old } = await withCodes();
    expect((await walk.fails(add)).code).toBe('invalid-answer');
    const { codes } = await walk.go(change, 'show-codes');
    const before = await toBackup(bench);
    await before.go({ kind: 'enter-code', code: old[0]! }, 'new-password');
    await walk.go({ kind: 'show-codes' }, 'review-methods');
    expect(await left(bench)).toBe('10');
    const reset = await toBackup(bench);
    expect((await reset.fails({ kind: 'enter-code', code: old[1]! })).code).toBe('wrong-code');
    await reset.go({ kind: 'enter-code', code: codes[1]! }, 'new-password');
  });

  it('have one winner when one is used eight times at once, in one flow or in many', async () => {
    const { bench, codes } = await withCodes();
    const walk = await toBackup(bench);
    const { revision } = walk;
    const same = await Promise.all(
      Array.from({ length: 8 }, () => walk.send({ kind: 'enter-code', code: codes[0]! }, revision)),
    );
    expect(same.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(same.filter(({ status }) => status === 409)).toHaveLength(7);
    const walks: Walk[] = [];
    for (let index = 0; index < 8; index += 1) walks.push(await toBackup(bench));
    const many = await Promise.all(
      walks.map((one) => one.send({ kind: 'enter-code', code: codes[1]! })),
    );
    expect(many.filter(({ status }) => status === 200)).toHaveLength(1);
    const { backupCodes } = await bench.registrations.read('linus@contoso.com');
    expect(backupCodes).toBe(8);
  });

  it('are used up by nobody while self-service is closed for the account', async () => {
    const { bench, codes } = await withCodes();
    const [walk, other] = [await toBackup(bench), await toBackup(bench)];
    for (let round = 0; round < limits.proofFailures; round += 1)
      await other.fails({ kind: 'enter-code', code: 'AAAA-AAAA' });
    expect((await walk.fails({ kind: 'enter-code', code: codes[0]! })).code).toBe('locked');
    const { backupCodes } = await bench.registrations.read('linus@contoso.com');
    expect(backupCodes).toBe(10);
  });

  it('belong to one person', async () => {
    const { bench, codes } = await withCodes();
    const ada = await toReview(bench, 'ada');
    await ada.go(add, 'show-codes');
    await ada.go({ kind: 'show-codes' }, 'review-methods');
    const reset = await toBackup(bench, 'ada');
    expect((await reset.fails({ kind: 'enter-code', code: codes[0]! })).code).toBe('wrong-code');
    await (await toBackup(bench)).go({ kind: 'enter-code', code: codes[0]! }, 'new-password');
  });

  it('stand nowhere in the store, and are gone when removed', async () => {
    const { bench, walk, codes } = await withCodes();
    const db = await databaseIn(bench.data, secretsFrom(secretIn(bench.data)));
    const tables = ['flows', 'backup_codes', 'audit', 'outbox', 'hits'];
    const all = await Promise.all(tables.map((name) => db.rows(`SELECT * FROM ${name}`)));
    expect(all[1]).toHaveLength(10);
    const text = JSON.stringify([all, bench.lines]);
    for (const code of codes)
      for (const form of [code, code.replace('-', '')]) expect(text).not.toContain(form);
    await walk.go(
      { kind: 'review-methods', action: 'remove', id: 'backup-code' },
      'review-methods',
    );
    expect(await left(bench)).toBeUndefined();
  });
});
