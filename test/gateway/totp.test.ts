// An authenticator app: added, used, and whatever somebody may try with its codes.
import { TOTP, URI } from 'otpauth';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { StepOf } from '../../backends/protocol/steps.ts';
import { limits } from '../../backends/limits.ts';
import { SqlTotpSecrets } from '../../gateway/registrations/sql-totp.ts';
import { secretIn, secretsFrom } from '../../gateway/secrets.ts';
import { totpStep } from '../../gateway/totp.ts';
import { qrPath } from '../../templates/qr.ts';
import { databaseIn } from './database-in.ts';
import {
  begin,
  type Bench,
  benchGateway,
  tempFolder,
  toMethods,
  toReview,
  until,
  type Walk,
  withPolicy,
  wrongCode,
} from './harness.ts';

const tenant = withPolicy({ methods: ['totp', 'email'], requiredToRegister: 1 });
const start = Date.parse('2027-03-01T09:00:10Z');
const at = (seconds: number): void =>
  void vi.useFakeTimers({ toFake: ['Date'], now: start + seconds * 1000 });
afterEach(() => void vi.useRealTimers());

const add = { kind: 'review-methods', action: 'add', method: 'totp' } as const;

// The app of somebody who scans the code.
const appFor = ({ uri }: StepOf<'add-totp'>): TOTP => {
  const app = URI.parse(uri);
  if (!(app instanceof TOTP)) throw new Error(uri);
  return app;
};
const codeOf = (app: TOTP, offset = 0): string =>
  app.generate({ timestamp: Date.now() + offset * 1000 });

const withApp = async (name = 'ada'): Promise<{ bench: Bench; app: TOTP; walk: Walk }> => {
  at(0);
  const bench = await benchGateway({ tenant });
  const walk = await toReview(bench, name);
  const app = appFor(await walk.go(add, 'add-totp'));
  await walk.go({ kind: 'add-totp', code: codeOf(app) }, 'review-methods');
  return { bench, app, walk };
};

const toTotp = async (bench: Bench, username = 'ada'): Promise<Walk> => {
  const walk = await toMethods(bench, username);
  await walk.go({ kind: 'choose-method', method: 'totp-1' }, 'enter-code');
  return walk;
};

describe('An authenticator app', () => {
  it('is added by its first right code, and proves its owner at a reset', async () => {
    at(0);
    const bench = await benchGateway({ tenant });
    const walk = await toReview(bench, 'linus');
    const step = await walk.go(add, 'add-totp');
    const app = appFor(step);
    expect(app).toMatchObject({ issuer: 'Contoso', label: 'linus@contoso.com', period: 30 });
    expect(app).toMatchObject({ algorithm: 'SHA1', digits: 6 });
    expect(app.secret.base32).toBe(step.secret);
    expect(app.secret.bytes).toHaveLength(20);
    const wrong = await walk.fails({ kind: 'add-totp', code: wrongCode(codeOf(app)) });
    expect(wrong).toMatchObject({ code: 'wrong-code', step });
    expect(wrong.triesLeft).toBeUndefined();
    const review = await walk.go({ kind: 'add-totp', code: codeOf(app) }, 'review-methods');
    expect(review.registered).toEqual([
      { id: 'totp', kind: 'totp', verifiedAt: new Date(start).toISOString() },
    ]);
    expect(review).toMatchObject({ available: ['email'], canFinish: true });

    at(30);
    const reset = await toMethods(bench, 'linus');
    expect(reset.step).toMatchObject({ methods: [{ id: 'totp-1', kind: 'totp' }] });
    const asked = await reset.go({ kind: 'choose-method', method: 'totp-1' }, 'enter-code');
    expect(asked).toEqual({
      kind: 'enter-code',
      method: 'totp',
      length: 6,
      resendAfter: 0,
      expiresIn: 0,
    });
    expect((await reset.fails({ kind: 'resend' })).code).toBe('stale-answer');
    await reset.go({ kind: 'enter-code', code: codeOf(app) }, 'new-password');
    await until(() => bench.sent.some(({ to }) => to === 'linus@contoso.com'));
  });

  it('is shown the same while its step stands, and anew each time it is begun', async () => {
    at(0);
    const bench = await benchGateway({ tenant });
    const walk = await toReview(bench, 'linus');
    const first = await walk.go(add, 'add-totp');
    expect((await walk.fails({ kind: 'resend' })).step).toEqual(first);
    await walk.go({ kind: 'back' }, 'review-methods');
    const second = await walk.go(add, 'add-totp');
    expect(second.secret).not.toBe(first.secret);
    const old = codeOf(appFor(first));
    expect((await walk.fails({ kind: 'add-totp', code: old })).code).toBe('wrong-code');
  });

  it('takes a clock that is half a minute off, and no more', async () => {
    const { bench, app } = await withApp();
    for (const [offset, right] of [
      [-61, false],
      [61, false],
      [-30, true],
      [30, true],
    ] as const) {
      at(24 * 3600 * (2 + offset / 1000));
      const walk = await toTotp(bench);
      const reply = await walk.send({ kind: 'enter-code', code: codeOf(app, offset) });
      expect(reply.status, String(offset)).toBe(right ? 200 : 422);
    }
  });

  it('gives codes that are good once, also in another flow, and the one that it was added by never', async () => {
    const { bench, app } = await withApp();
    const again = await toTotp(bench);
    expect((await again.fails({ kind: 'enter-code', code: codeOf(app) })).code).toBe('wrong-code');
    at(60);
    const code = codeOf(app);
    const walks: Walk[] = [];
    for (let index = 0; index < 3; index += 1) walks.push(await toTotp(bench));
    const replies = await Promise.all(walks.map((walk) => walk.send({ kind: 'enter-code', code })));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 422)).toHaveLength(2);
    const late = await toTotp(bench);
    // The code before the one that was used is void as well, though the clock would still allow it.
    expect((await late.fails({ kind: 'enter-code', code: codeOf(app, -30) })).code).toBe(
      'wrong-code',
    );
  });

  it('takes one of many equal answers, and no wrong one beside it', async () => {
    const { bench, app } = await withApp();
    at(60);
    const walk = await toTotp(bench);
    const { revision } = walk;
    const code = codeOf(app);
    const replies = await Promise.all(
      [code, wrongCode(code), code, code].map((one) =>
        walk.send({ kind: 'enter-code', code: one }, revision),
      ),
    );
    const taken = replies.map(({ status }) => status).filter((status) => status !== 409);
    // Whichever comes first: the flow moves on once.
    expect(taken).toEqual([replies[1]!.status === 409 ? 200 : 422]);
  });

  it('of somebody else opens nothing, and wrong codes close self-service as others do', async () => {
    const { bench, app } = await withApp();
    at(60);
    const grace = await toReview(bench, 'grace');
    const own = appFor(await grace.go(add, 'add-totp'));
    await grace.go({ kind: 'add-totp', code: codeOf(own) }, 'review-methods');
    at(120);
    const walk = await toTotp(bench, 'grace');
    for (let left = limits.proofFailures - 1; left > 0; left -= 1)
      expect(await walk.fails({ kind: 'enter-code', code: codeOf(app) })).toMatchObject({
        code: 'wrong-code',
        triesLeft: left,
      });
    expect((await walk.fails({ kind: 'enter-code', code: codeOf(app) })).code).toBe('locked');
    await (await toTotp(bench)).go({ kind: 'enter-code', code: codeOf(app) }, 'new-password');
  });

  it('is changed for another one, and removed', async () => {
    const { bench, app: old, walk } = await withApp();
    const change = { kind: 'review-methods', action: 'change', id: 'totp' } as const;
    expect((await walk.fails(add)).code).toBe('invalid-answer');
    at(60);
    const app = appFor(await walk.go(change, 'add-totp'));
    const kept = await toTotp(bench);
    await kept.go({ kind: 'enter-code', code: codeOf(old) }, 'new-password');
    await walk.go({ kind: 'add-totp', code: codeOf(app) }, 'review-methods');
    at(120);
    const reset = await toTotp(bench);
    expect((await reset.fails({ kind: 'enter-code', code: codeOf(old) })).code).toBe('wrong-code');
    await walk.go({ kind: 'review-methods', action: 'remove', id: 'totp' }, 'review-methods');
    expect((await reset.fails({ kind: 'enter-code', code: codeOf(app) })).code).toBe('wrong-code');
    const { step } = await toMethods(bench, 'ada');
    expect(JSON.stringify(step)).not.toContain('totp');
  });

  it('leaves its secret in no state, row, line or event', async () => {
    const { bench, app } = await withApp();
    const db = await databaseIn(bench.data, secretsFrom(secretIn(bench.data)));
    const tables = ['flows', 'totp_secrets', 'audit', 'outbox', 'hits'];
    const all = await Promise.all(tables.map((name) => db.rows(`SELECT * FROM ${name}`)));
    const text = JSON.stringify([all, bench.lines]);
    expect(text).toContain('ada@contoso.com');
    expect(text).not.toContain(app.secret.base32);
  });

  it('needs the password first', async () => {
    const bench = await benchGateway({ tenant });
    const walk = await begin(bench, { flow: 'register' });
    expect((await walk.fails({ kind: 'add-totp', code: '123456' })).code).toBe('stale-answer');
  });
});

describe('The secrets of apps', () => {
  it('open nothing under another name, or with another key', async () => {
    const own = secretsFrom(Buffer.alloc(32, 7));
    const db = await databaseIn(await tempFolder(), own);
    const secrets = new SqlTotpSecrets(db, own);
    await secrets.set('eve', 'JBSWY3DPEHPK3PXP', 1);
    await db.run("UPDATE totp_secrets SET person = 'ada'");
    expect(await secrets.read('ada')).toBeUndefined();
    const other = new SqlTotpSecrets(db, secretsFrom(Buffer.alloc(32, 8)));
    await expect(other.read('ada')).rejects.toThrow(/authenticate/);
  });
});

describe('A code of an app', () => {
  it.each([
    ['1970-01-01T00:00:59Z', '287082'],
    ['2005-03-18T01:58:29Z', '081804'],
    ['2603-10-11T11:33:20Z', '353130'],
  ])('at %s is the one that RFC 6238 prints', (time, code) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(time) });
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'; // "12345678901234567890"
    const step = Math.floor(Date.parse(time) / 30_000);
    expect(totpStep(secret, code)).toBe(step);
    expect(totpStep(secret, `${code.slice(0, 3)} ${code.slice(3)}`)).toBe(step);
    for (const typed of [code.slice(1), `${code}0`, '', '٠', 'abcdef'])
      expect(totpStep(secret, typed)).toBeUndefined();
  });

  it('is drawn as one path inside its quiet zone', () => {
    const { size, path } = qrPath('otpauth://totp/Contoso:ada?secret=A');
    const shapes = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)];
    expect(shapes.map(([one]) => one).join('')).toBe(path);
    for (const [, x, y, width] of shapes) {
      expect(Number(x)).toBeGreaterThanOrEqual(4);
      expect(Number(y)).toBeGreaterThanOrEqual(4);
      expect(Number(x) + Number(width)).toBeLessThanOrEqual(size - 4);
    }
    // The upper edge of the first finder: seven dark modules, one light.
    expect(path).toMatch(/^M4 4h7v1h-7z/);
  });
});
