import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { brokenRules } from '../../backends/password-rules.ts';
import { breachCheck, judge, publicPassword } from '../../gateway/passwords.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { benchGateway, contoso, toPassword, withPolicy } from './harness.ts';

type Rules = Tenant['policy']['password'];
const tenantWith = (rules: Partial<Rules>): Tenant =>
  withPolicy({ password: { ...contoso.policy.password, ...rules } });
const never = async (): Promise<boolean> => false;
const ada = { username: 'ada@contoso.com' };
const violet = 'violet umbrella 70';
const judged = async (password: string, rules: Partial<Rules> = {}) =>
  (await judge({ tenant: tenantWith(rules), breached: never }, password, ada)).map(
    ({ rule }) => rule,
  );

describe('A new password', () => {
  it('breaks every rule that it breaks, at once', async () => {
    expect(await judged('Contoso')).toEqual(expect.arrayContaining(['min-length', 'banned']));
    expect(await judged('violet umbrella seventy')).toEqual([]);
  });

  it('is judged here by the rules that the widget lists, with the same result', async () => {
    const rules = fc.record({
      minLength: fc.integer({ min: 8, max: 20 }),
      maxLength: fc.integer({ min: 24, max: 128 }),
      classes: fc.integer({ min: 1, max: 4 }),
      unicode: fc.boolean(),
      notUserName: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        rules,
        fc.string({ unit: 'grapheme', maxLength: 140 }),
        async (some, password) => {
          const tenant = tenantWith(some);
          const all = await judge({ tenant, breached: never }, password, ada);
          // The list of words is here alone.
          const here = all.filter(({ rule }) => rule !== 'banned');
          expect(here).toEqual(brokenRules(password, publicPassword(tenant), 'ada@contoso.com'));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('that is refused comes back with what is wrong in numbers, and the step to try again', async () => {
    const bench = await benchGateway();
    const walk = await toPassword(bench, 'ada');
    const refused = await walk.fails({ kind: 'new-password', password: '}{~' });
    expect(refused).toMatchObject({ code: 'password-rejected', status: 422 });
    expect(refused.broken).toEqual([{ rule: 'min-length', need: 12 }]);
    expect(refused.step?.kind).toBe('new-password');
    await walk.go({ kind: 'new-password', password: 'violet umbrella seventy' }, 'done');
  });

  it.each([
    ['of twelve signs of an alphabet far away', '𐐷𐐀𐐱𐐊𐐨𐐡𐐷𐐀𐐱𐐊𐐨𐐡', []],
    ['of six faces that count as six', '😀🐎🌵🚲🧭🪁', ['min-length']],
    ['of 128 signs', `${violet.repeat(7)}ab`, []],
    ['of 129 signs', `${violet.repeat(7)}abc`, ['max-length']],
  ])('%s is counted in code points', async (_, password, broken) => {
    expect(await judged(password)).toEqual(broken);
  });

  it('is the same in either composition of its letters', async () => {
    const bench = await benchGateway();
    const walk = await toPassword(bench, 'ada');
    await walk.go(
      { kind: 'new-password', password: 'cafe\u0301 cre\u0300me bru\u0302le\u0301e' },
      'done',
    );
    expect(await bench.directory.signIn('ada@contoso.com', 'café crème brûlée')).toBe(true);
  });
});

// A range service as Have I Been Pwned's API v3 describes it, on this machine.
const rangeService = async (
  reply: (prefix: string) => [status: number, body: string, wait?: number],
) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.url} ${String(request.headers['add-padding'])}`);
    const [status, body, wait = 0] = reply(request.url!.slice(-5));
    setTimeout(() => response.writeHead(status).end(body), wait);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/range/` };
};

describe('The check against known breaches', () => {
  const password = 'correct horse battery';
  const digest = createHash('sha1').update(password).digest('hex').toUpperCase();

  it('tells five digits of a hash and nothing more', async () => {
    const { asked, url } = await rangeService(() => [200, `${digest.slice(5)}:42\r\n`]);
    expect(await breachCheck(url)(password)).toBe(true);
    expect(asked).toEqual([`/range/${digest.slice(0, 5)} true`]);
  });

  it('takes padding for what it is', async () => {
    const { url } = await rangeService(() => [200, `${digest.slice(5)}:0\r\n${'0'.repeat(35)}:3`]);
    expect(await breachCheck(url)(password)).toBe(false);
  });

  it.each([
    ['is slow', (): [number, string, number] => [200, `${digest.slice(5)}:9`, 2500]],
    ['has too much to do', (): [number, string] => [429, '']],
    ['is broken', (): [number, string] => [500, '']],
  ])('never stands in the way when the service %s', async (_, reply) => {
    const { url } = await rangeService(reply);
    const breached = breachCheck(url);
    expect(await breached(password)).toBeUndefined();
    const tenant = tenantWith({ breachCheck: true });
    expect(await judge({ tenant, breached }, password, ada)).toEqual([]);
  });

  it('is made only where the policy says so, and refuses what is known', async () => {
    const { asked, url } = await rangeService((prefix) =>
      prefix === digest.slice(0, 5) ? [200, `${digest.slice(5)}:7`] : [200, ''],
    );
    const off = await benchGateway({ breachUrl: url });
    const walk = await toPassword(off, 'ada');
    await walk.go({ kind: 'new-password', password }, 'done');
    expect(asked).toEqual([]);
    const on = await benchGateway({ breachUrl: url, tenant: tenantWith({ breachCheck: true }) });
    const next = await toPassword(on, 'ada');
    const refused = await next.fails({ kind: 'new-password', password });
    expect(refused.broken).toEqual([{ rule: 'breached' }]);
    await next.go({ kind: 'new-password', password: 'violet umbrella seventy' }, 'done');
  });
});
