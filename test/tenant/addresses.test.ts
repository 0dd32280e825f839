import { describe, expect, it } from 'vitest';
import {
  backendUrl,
  basePath,
  dialAddress,
  hostedLinks,
  knownOrigins,
  mailPagesOf,
  pagePath,
  pageUrl,
  sender,
  takesRequests,
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
    const reset = 'https://id.test/reset';
    const links = await load(
      right.replace('kind: http\n  url: /api', `kind: links\n  reset: ${reset}`),
    );
    expect(hostedLinks(links, 'nl')?.reset).toBe(reset);
    expect(knownOrigins(links)).toEqual(['https://id.test']);
  });

  it('of links in mails are those of a gateway that sends codes by mail', async () => {
    expect(mailPagesOf(await load(right))).toEqual(['link', 'not-me']);
    expect(mailPagesOf(await load(right.replace('[email, sms]', '[sms]')))).toEqual([]);
    expect(
      mailPagesOf(await load(right.replace('kind: http\n  url: /api', 'kind: entra'))),
    ).toEqual([]);
  });

  it('have one to ask for help at where the gateway takes requests', async () => {
    const gateway = 'gateway: {mail: smtps://mail.test, text: https://sms.test/send';
    const asking = `${right}${gateway}, requests: {to: [it@contoso.com]}}\n`;
    expect(takesRequests(await load(asking))).toBe(true);
    expect(takesRequests(await load(`${right}${gateway}}\n`))).toBe(false);
    expect(takesRequests(await load(right))).toBe(false);
  });

  it.each([
    ['/api', 'https://passwords.contoso.com/api'],
    ['/api/', 'https://passwords.contoso.com/api'],
    ['https://id.contoso.com/keyturn/', 'https://id.contoso.com/keyturn'],
  ])('name the gateway once, without a closing slash: %s', async (url, whole) => {
    expect(backendUrl(await load(right.replace('url: /api', `url: ${url}`)))).toBe(whole);
  });

  it('name no gateway where another product resets passwords', async () => {
    const entra = await load(right.replace('kind: http\n  url: /api', 'kind: entra'));
    expect(backendUrl(entra)).toBeUndefined();
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

describe('whom mails come from', () => {
  it('is the sender that the tenant names, else its service desk, else nobody', async () => {
    const named = 'rollout: {sender: {name: Keys, address: keys@contoso.com}}\n';
    expect(sender(await load(`${right}${named}`))).toBe('keys@contoso.com');
    expect(sender(await load(right))).toBe('help@contoso.com');
    const phone = right.replace('email: help@contoso.com', 'phone: +31 20 555 01 23');
    expect(sender(await load(phone))).toBe('no-reply@contoso.com');
  });
});

describe('a number to dial', () => {
  it.each([
    ['+31 20 555 01 23', 'tel:+31205550123'],
    ['+1 (425) 555-01.00', 'tel:+14255550100'],
    ['+1 425 555 0100 x42', 'tel:+14255550100;ext=42'],
    ['+1 425 555 0100x42', 'tel:+14255550100;ext=42'],
    ['+1 425 555 0100 X 42', 'tel:+14255550100;ext=42'],
    ['+1 425 555 0100 ext. 42', 'tel:+14255550100;ext=42'],
    ['+1 425 555 0100 Ext 42', 'tel:+14255550100;ext=42'],
  ])('%s has the address %s', (phone, address) => {
    expect(dialAddress(phone)).toBe(address);
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
