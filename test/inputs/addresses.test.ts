// Whatever a tenant file calls an address, a text or a file: what is taken is harmless wherever it comes out.
import { posix, resolve, win32 } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dnsName, httpsUrl, isOwnPath } from '../../backends/values.ts';
import { contractOf, headersFor } from '../../site/hosting/contract.ts';
import { hostFiles } from '../../site/hosting/index.ts';
import { allowedOrigins } from '../../tenant/schema/support.ts';
import { portal } from '../../tenant/schema/portal.ts';
import { email, fileBeside, line, phone, slug } from '../../tenant/schema/values.ts';
import { loadTenant } from '../../tenant/load.ts';
import { runs, signs } from './runs.ts';

const sign = fc.constantFrom(...signs);
const text = fc
  .array(fc.oneof(sign, sign, fc.string(), fc.constantFrom('a', 'contoso.com', '.svg', 'logo')), {
    maxLength: 8,
  })
  .map((parts) => parts.join(''));
const address = text.map((rest) => `https://${rest}`);

const contoso = await loadTenant('examples/contoso/tenant.yaml');
const seen = {
  paths: [
    'index.html',
    'reset/index.html',
    'assets/a.svg',
    'embed/keyturn.js',
    'embed/keyturn.1a.js',
  ],
  flows: ['reset/index.html'],
  sources: { scripts: ["'sha256-a'"], styles: ["'sha256-b'"], connect: ["'self'"] },
};

describe('What is taken', () => {
  it('as an https address leads by https to a host that is a name, without a user', () => {
    fc.assert(
      fc.property(
        fc.oneof(address, text, fc.webUrl({ validSchemes: ['https', 'http'] })),
        (given) => {
          if (!httpsUrl.safeParse(given).success) return;
          const { protocol, hostname, username, password } = new URL(given);
          expect([protocol, username, password]).toEqual(['https:', '', '']);
          expect(hostname).toMatch(/^[a-z0-9.[\]:-]+$/);
          expect(given).not.toMatch(/[\s\\\p{Cc}]/u);
        },
      ),
      runs,
    );
  });

  it('as an origin adds one source to the policy, and nothing else to any host’s file', () => {
    const calm = hostFiles({ ...contoso, allowedOrigins: ['https://app.contoso.com'] }, seen);
    fc.assert(
      fc.property(
        fc.oneof(
          address,
          fc.webUrl({ validSchemes: ['https'] }).map((url) => new URL(url).origin),
        ),
        (given) => {
          if (!allowedOrigins.safeParse([given]).success) return;
          const tenant = { ...contoso, allowedOrigins: [given] };
          const policy = headersFor(contractOf(tenant, seen))['Content-Security-Policy']!;
          expect(policy.split(';')).toHaveLength(11);
          expect(policy).toContain(`; frame-ancestors ${given}; `);
          const { portal: files, hosting } = hostFiles(tenant, seen);
          const all = [...files, ...hosting];
          for (const [index, { body }] of [...calm.portal, ...calm.hosting].entries())
            expect(String(all[index]!.body)).toBe(
              String(body).replaceAll('https://app.contoso.com', () => given),
            );
        },
      ),
      runs,
    );
  });

  it('as the portal’s address has a path of plain signs', () => {
    fc.assert(
      fc.property(text, (rest) => {
        const given = `https://passwords.contoso.com/${rest}`;
        if (!portal.safeParse({ url: given }).success) return;
        expect(new URL(given).pathname).toMatch(/^\/[\w\-.~/]*$/);
        expect(new URL(given).origin).toBe('https://passwords.contoso.com');
      }),
      runs,
    );
  });

  it('as a path of the portal’s own host stays on it', () => {
    fc.assert(
      fc.property(
        text.map((rest) => `/${rest}`),
        (given) => {
          if (!isOwnPath(given)) return;
          const { origin, pathname } = new URL(given, 'https://own.test');
          expect(origin).toBe('https://own.test');
          expect(pathname).toBe(given);
        },
      ),
      runs,
    );
  });

  it('as a file beside the tenant file is in its folder, on every system', () => {
    const schema = fileBeside('.svg', '.png');
    fc.assert(
      fc.property(text, fc.constantFrom('.svg', '.PNG', ''), (start, end) => {
        const given = start + end;
        if (!schema.safeParse(given).success) return;
        expect(resolve('/tenants/a', given).startsWith('/tenants/a/')).toBe(true);
        expect(posix.isAbsolute(given) || win32.isAbsolute(given)).toBe(false);
        expect(win32.resolve('C:\\tenants\\a', given).startsWith('C:\\tenants\\a\\')).toBe(true);
      }),
      runs,
    );
  });

  it('as a line is one line, and reads as it is written', () => {
    const schema = line(200);
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (given) => {
        if (!schema.safeParse(given).success) return;
        expect(given).not.toMatch(
          /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/u,
        );
        expect(given.trim()).not.toBe('');
      }),
      runs,
    );
  });

  it('as a name, a mail address or a number has no sign that ends a header, a line or a path', () => {
    for (const schema of [dnsName, slug, email, phone])
      fc.assert(
        fc.property(fc.oneof(text, fc.emailAddress(), fc.domain()), (given) => {
          if (schema.safeParse(given).success)
            expect(given).not.toMatch(/[\p{Cc}<>"\\;,\u2028\u202e]/u);
        }),
        runs,
      );
  });
});
