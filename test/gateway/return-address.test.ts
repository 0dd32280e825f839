import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedReturn } from '../../gateway/flow/return-address.ts';
import { loadTenant } from '../../tenant/load.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { hostileAddresses } from '../widget/hostile-addresses.ts';

const contoso = await loadTenant('examples/contoso/tenant.yaml');
const own = 'https://portal.contoso.com';
const app = 'https://app.contoso.com';
const tenant: Tenant = {
  ...contoso,
  portal: { ...contoso.portal, url: `${own}/passwords/` },
  allowedOrigins: [app],
};

describe('an address to return to', () => {
  it('is kept as it is on the portal’s own host and on those that the tenant names', () => {
    for (const url of [`${own}/`, `${own}/x`, app, `${app}/a?b=c#d`, contoso.signIn!.url])
      expect(allowedReturn(tenant, url)).toBe(url);
  });

  it.each(hostileAddresses.map((url) => [url.slice(0, 60), url]))(
    'is forgotten: %j',
    (_shown, url) => expect(allowedReturn(tenant, url)).toBe(undefined),
  );

  it('is without encryption only where the portal itself is, on a developer’s machine', () => {
    const local = {
      ...tenant,
      portal: { ...contoso.portal, url: 'http://localhost:8080/' },
      allowedOrigins: ['http://localhost:9090', app],
    };
    for (const url of ['http://localhost:8080/x', `${app}/`])
      expect(allowedReturn(local, url)).toBe(url);
    for (const url of ['http://localhost:9090/', 'blob:http://localhost:8080/x'])
      expect(allowedReturn(local, url)).toBeUndefined();
  });

  // A gateway has no page that they could be read against.
  it.each(['', '/app', 'next', '?a=b', '%2f%2fevil.test', '.', '#'])('is a whole one: %j', (url) =>
    expect(allowedReturn(tenant, url)).toBe(undefined),
  );

  it('never leads anywhere else, by no parser’s reading', () => {
    const part = fc.constantFrom('/', '\\', ':', '@', '.', '%2f', '%5c', '\t', '\n', '#', '?', ' ');
    const piece = fc.oneof(part, fc.string(), fc.constantFrom('https', 'evil.test', own, app));
    const address = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    const origins = [own, app, new URL(contoso.signIn!.url).origin];
    fc.assert(
      fc.property(fc.oneof(address, fc.webUrl()), (url) => {
        const kept = allowedReturn(tenant, url);
        if (kept === undefined) return;
        expect(origins.some((one) => new URL(kept).origin === one)).toBe(true);
        expect(new URL(kept).href).not.toMatch(/^\w+:\/\/[^/]*@/);
      }),
      { numRuns: 3000 },
    );
  });
});
