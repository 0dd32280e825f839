import { describe, expect, it } from 'vitest';
import { httpsUrl, isOwnPath } from '../../backends/values.ts';

describe('an address that a tenant names', () => {
  it.each([
    'https://www.contoso.com',
    'HTTPS://www.contoso.com/page?a=b#c',
    'https://id.contoso.com:8443/x',
    'https://192.0.2.1/',
    'https://[2001:db8::1]/x',
    `https://a.test/${'x'.repeat(2048 - 'https://a.test/'.length)}`,
  ])('is kept as it is given: %.40s', (url) => {
    expect(httpsUrl.parse(url)).toBe(url);
  });

  it.each([
    ['nothing', ''],
    ['no address', 'www.contoso.com'],
    ['half of one', 'https://'],
    ['another scheme', 'http://www.contoso.com/'],
    ['a scheme that ends like it', 'xhttps://www.contoso.com/'],
    ['a script that looks like one', 'javascript:https://www.contoso.com/'],
    ['a host that browsers find behind a third slash', 'https:///www.contoso.com/'],
    ['a host behind one slash', 'https:/www.contoso.com/'],
    ['a backslash, which browsers take for a slash', 'https://www.contoso.com\\@evil.test/'],
    ['a space before it', ' https://www.contoso.com/'],
    ['a tab in it', 'https://www.con\ttoso.com/'],
    ['a line of a header', 'https://www.contoso.com/\r\nSet-Cookie:a=b'],
    ['a NUL', 'https://www.contoso.com/\0'],
    ['a user', 'https://www.contoso.com@evil.test/'],
    ['a password', 'https://:secret@www.contoso.com/'],
    ['any host', 'https://*.contoso.com/'],
    ['the end of a policy’s word', 'https://a;b.contoso.com/'],
    ['a word of a policy', "https://'self'/"],
    ['a port that is none', 'https://www.contoso.com:99999/'],
    ['more than 2,048 signs', `https://a.test/${'x'.repeat(2049 - 'https://a.test/'.length)}`],
  ])('is refused with %s', (_what, url) => {
    expect(httpsUrl.safeParse(url).success).toBe(false);
  });
});

describe('a path on the portal’s own host', () => {
  it.each(['/', '/api', '/api/', '/a-b_c.d~e/v1', '/.well-known', '/a..b', '/a../b', '/...'])(
    'may be %s',
    (path) => expect(isOwnPath(path)).toBe(true),
  );

  it.each([
    '',
    'api',
    'x/api',
    'https://evil.test/',
    '//evil.test',
    '/a//b',
    '/..',
    '/.',
    '/../a',
    '/./a',
    '/a/../b',
    '/a/.',
    '/a/..',
    '/a?b',
    '/a#b',
    '/a b',
    '/a\\b',
    '/%2e%2e/',
    '/a\n',
  ])('is never %j', (path) => expect(isOwnPath(path)).toBe(false));
});
