import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { baseUrl } from '../../widget/base-url.ts';
import { isKnownAddress } from '../../widget/config.ts';
import { hostileAddresses } from './hostile-addresses.ts';

const page = 'https://portal.contoso.com/reset/';
const known = ['https://app.contoso.com', 'http://plain.contoso.com'];

beforeEach(() => vi.stubGlobal('location', new URL(page)));
afterEach(() => vi.unstubAllGlobals());

describe('an address from a backend', () => {
  it('is followed on the page’s own origin and on those that are known', () => {
    for (const url of ['/app', 'next', '?a=b', `${page}x`, 'https://app.contoso.com/a?b#c'])
      expect(isKnownAddress(url, known), url).toBe(true);
    expect(isKnownAddress('%2f%2fevil.test'), 'a path of that name').toBe(true);
  });

  for (const url of hostileAddresses)
    it(`is not followed: ${JSON.stringify(url.slice(0, 60))}`, () => {
      expect(isKnownAddress(url, known)).toBe(false);
    });

  it('is never followed to any other origin, by no parser’s reading', () => {
    const part = fc.constantFrom('/', '\\', ':', '@', '.', '%2f', '%5c', '\t', '\n', '#', '?', ' ');
    const piece = fc.oneof(part, fc.string(), fc.constantFrom('https', 'evil.test', ...known));
    const address = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.oneof(address, fc.webUrl()), (url) => {
        if (!isKnownAddress(url, known)) return;
        const { origin, href } = new URL(url, page);
        expect([new URL(page).origin, known[0]]).toContain(origin);
        expect(href).not.toMatch(/^\w+:\/\/[^/]*@/);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a backend’s base address', () => {
  const tidied: [string, string][] = [
    ['/api', 'https://portal.contoso.com/api'],
    ['/api///', 'https://portal.contoso.com/api'],
    ['https://api.contoso.com', 'https://api.contoso.com'],
    ['https://api.contoso.com//a/./b/../c//', 'https://api.contoso.com/a/c'],
    ['https://api.contoso.com/a/%2e%2e/b', 'https://api.contoso.com/b'],
    ['https://api.contoso.com/a?token=x#y', 'https://api.contoso.com/a'],
    ['https://user:pw@api.contoso.com/a', 'https://api.contoso.com/a'],
    ['https://api.contoso.com./a', 'https://api.contoso.com/a'],
    ['HTTPS://API.contoso.com:443/a', 'https://api.contoso.com/a'],
    ['http://localhost:4321/api', 'http://localhost:4321/api'],
  ];

  for (const [given, base] of tidied)
    it(`is tidied: ${given}`, () => expect(baseUrl(given, page)).toBe(base));

  const refused = [
    'http://api.contoso.com',
    'http://localhost.evil.test',
    'ftp://localhost/x',
    'ws://localhost/x',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc',
    'blob:https://portal.contoso.com/1',
    'https://',
    '//.',
    'https://../api',
    'https://api.contoso.com/RestAPI/..;/admin',
    'https://api.contoso.com/a/%2e%2e%2fb',
    'https://api.contoso.com/a%5c..',
  ];

  for (const given of refused)
    it(`is refused: ${given}`, () => expect(() => baseUrl(given, page)).toThrow(TypeError));

  it('is https, the page’s own, or this machine’s, and has nothing that means another path', () => {
    const segment = fc.constantFrom('.', '..', '%2e', '', 'a', '..;', '%2f', '%5C', 'b;c', '\\');
    const path = fc.array(segment, { maxLength: 6 }).map((parts) => parts.join('/'));
    const head = fc.constantFrom('https://a.test/', '/', '//b.test/', 'http://localhost/', 'x:');
    fc.assert(
      fc.property(fc.tuple(head, path), ([start, rest]) => {
        let base = '';
        try {
          base = baseUrl(start + rest, page);
        } catch (error) {
          expect(error).toBeInstanceOf(TypeError);
          return;
        }
        expect(base).toMatch(/^(https:\/\/[\w.;]+|http:\/\/localhost)(\/[\w;]+)*$/);
        expect(new URL(base).href.replace(/\/$/, '')).toBe(base);
        expect(base).not.toContain('..');
      }),
    );
  });
});
