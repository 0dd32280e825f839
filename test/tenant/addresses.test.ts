import { describe, expect, it } from 'vitest';
import {
  basePath,
  hostedLinks,
  knownOrigins,
  pagePath,
  pageUrl,
  typedAddress,
} from '../../tenant/addresses.ts';
import { complaintsOf, load, right } from './files.ts';

describe('the addresses of a portal', () => {
  it('have the default language at the root and others in a folder', async () => {
    const tenant = await load(right);
    expect(pagePath(tenant, 'en')).toBe('/');
    expect(pagePath(tenant, 'nl')).toBe('/nl/');
    expect(pageUrl(tenant, 'nl', 'reset')).toBe('https://passwords.contoso.com/nl/reset/');
    expect(typedAddress(tenant)).toBe('passwords.contoso.com');
  });

  it('stay below the portal’s own path, with or without a closing slash', async () => {
    for (const url of ['https://www.contoso.com/passwords', 'https://www.contoso.com/passwords/']) {
      const tenant = await load(right.replace('https://passwords.contoso.com/', url));
      expect(basePath(tenant)).toBe('/passwords/');
      expect(pageUrl(tenant, 'en', 'help')).toBe('https://www.contoso.com/passwords/help/');
      expect(typedAddress(tenant)).toBe('www.contoso.com/passwords');
    }
  });

  it('of hosted pages come from the backend, and only from backends that have some', async () => {
    expect(hostedLinks(await load(right), 'en')).toBeUndefined();
    const entra = await load(right.replace('kind: http\n  url: /api', 'kind: entra'));
    expect(hostedLinks(entra, 'nl')?.reset).toContain('whr=contoso.com&mkt=nl');
    expect(knownOrigins(entra)).toEqual([
      'https://passwordreset.microsoftonline.com',
      'https://mysignins.microsoft.com',
    ]);
  });

  it('are made of nothing that a header, a policy or a host’s configuration reads as more than a name', async () => {
    const odd = ['https://a;b.contoso.com', 'https://*.contoso.com', "https://'self'.contoso.com"];
    for (const origin of odd)
      expect(await complaintsOf(`${right}allowedOrigins: ["${origin}"]\n`)).toContain(
        'allowedOrigins',
      );
    for (const path of ['$uri/', "a';/", '{x}/', 'a"b/', 'a b/'])
      expect(
        await complaintsOf(
          right.replace(
            'https://passwords.contoso.com/',
            `'https://contoso.com/${path.replace("'", "''")}'`,
          ),
        ),
        path,
      ).toContain('portal.url');
  });

  it('to which the widget may lead are those that the tenant names', async () => {
    const tenant = await load(
      `${right}signIn: {url: https://login.contoso.com/go?x=1}\nallowedOrigins: [https://intranet.contoso.com]\n`,
    );
    expect(knownOrigins(tenant)).toEqual([
      'https://login.contoso.com',
      'https://intranet.contoso.com',
    ]);
  });
});

describe('a tenant', () => {
  it('has the pages that policy and backend allow', async () => {
    expect((await load(right)).portal.pages).toContain('unlock');
    expect((await load(`${right}  unlock: false\n`)).portal.pages).not.toContain('unlock');
    const few = await load(
      right.replace('kind: http\n  url: /api', 'kind: links\n  reset: https://id.test/'),
    );
    expect(few.portal.pages).toEqual(['reset', 'help', 'policy', 'accessibility', 'privacy']);
  });

  it('needs one more method to register than to reset, but never more than there are', async () => {
    expect((await load(right)).policy.requiredToRegister).toBe(2);
    expect((await load(right.replace('[email, sms]', '[email]'))).policy.requiredToRegister).toBe(
      1,
    );
  });
});
