// Tokens of the host page's session: which are good, and which are refused.
import { createPublicKey } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { tokenReader } from '../../gateway/tokens.ts';
import { audience, issuer, keyServer, newKey, secret, token, unsigned } from './issuer.ts';

afterEach(() => void vi.useRealTimers());
const minutes = (count: number): void => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + count * 60_000 });
};

const ours = { issuer, audience };
const read = tokenReader(ours, secret);
const now = Math.floor(Date.now() / 1000);
const refused = expect.objectContaining({ problem: 'not-signed-in' }) as unknown;
const unavailable = expect.objectContaining({ problem: 'directory-unavailable' }) as unknown;
const ada = expect.objectContaining({ name: 'ada@contoso.com' }) as unknown;

describe('A token', () => {
  it('that is good names its holder and its time', async () => {
    expect(await read(await token({ iat: now - 60 }))).toEqual({
      name: 'ada@contoso.com',
      issuedAt: now - 60,
    });
    for (const typ of ['JWT', 'at+jwt', 'application/at+jwt'])
      expect(await read(await token({}, { typ }))).toEqual(ada);
    expect(await read(await token({ aud: ['https://other.test/', audience] }))).toEqual(ada);
  });

  const wrong: [string, Record<string, unknown>][] = [
    ['of another issuer', { iss: 'https://evil.test/' }],
    ['of an issuer that only begins alike', { iss: `${issuer}x` }],
    ['of no issuer', { iss: undefined }],
    ['for somebody else', { aud: 'https://other.test/' }],
    ['for nobody', { aud: undefined }],
    ['that has expired', { exp: now - 60 }],
    ['that never expires', { exp: undefined }],
    ['that isn’t good yet', { nbf: now + 120 }],
    ['from tomorrow', { iat: now + 86_400, exp: now + 90_000 }],
    ['without a time', { iat: undefined }],
    ['of thirteen hours ago', { iat: now - 13 * 3600, exp: now + 3600 }],
    ['without a name', { preferred_username: undefined, sub: undefined }],
    ['with a list for a name', { preferred_username: ['ada@contoso.com', 'eve@evil.test'] }],
    ['with an object for a name', { preferred_username: { toString: 'ada' } }],
    ['with an empty name', { preferred_username: ' ' }],
    [
      'with a name in letters that only look like Ada’s',
      { preferred_username: 'ａda@contoso.com' },
    ],
    ['with a sign that composing turns into a letter', { preferred_username: 'lin\u212a@x.test' }],
    ['with a mark before its name', { preferred_username: '\ufeffada@contoso.com' }],
    ['with a space after its name', { preferred_username: 'ada@contoso.com ' }],
    ['with a very long name', { preferred_username: 'a'.repeat(321) }],
    ['with a time in words', { exp: '2030-01-01' }],
  ];
  it.each(wrong)('%s is refused', async (_, claims) => {
    expect(await read(await token(claims))).toEqual(refused);
  });

  it('may be half a minute early or late, for two clocks', async () => {
    expect(await read(await token({ exp: now - 15 }))).toEqual(ada);
    expect(await read(await token({ nbf: now + 15, iat: now + 15 }))).toEqual(ada);
  });

  it('that is meant for something else is refused, whoever signed it', async () => {
    expect(await read(await token({}, { typ: 'logout+jwt' }))).toEqual(refused);
  });

  it('that isn’t one is refused', async () => {
    const good = await token();
    const [head, body, signature] = good.split('.') as [string, string, string];
    const eve = Buffer.from(
      JSON.stringify({
        ...(JSON.parse(Buffer.from(body, 'base64url').toString()) as object),
        preferred_username: 'eve@evil.test',
      }),
    ).toString('base64url');
    for (const one of [
      '',
      '.',
      '..',
      'x',
      'Bearer x',
      unsigned(),
      `${unsigned()}${signature}`,
      `${head}.${body}.`,
      `${head}.${eve}.${signature}`,
      `${good}.x.y`,
      'x'.repeat(5000),
    ])
      expect(await read(one), one).toEqual(refused);
  });

  it('signed with another secret, or by another algorithm with the same one, is refused', async () => {
    const other = new TextEncoder().encode('another secret that is long enough for sure');
    expect(await read(await token({}, { key: other }))).toEqual(refused);
    for (const alg of ['HS384', 'HS512'])
      expect(await read(await token({}, { alg, key: Buffer.concat([secret, secret]) }))).toEqual(
        refused,
      );
    const { key } = await newKey('a', 'RS256');
    expect(await read(await token({}, { alg: 'RS256', key }))).toEqual(refused);
  });

  it('names its holder by the claim that the tenant names, and by no other', async () => {
    const byUpn = tokenReader({ ...ours, claim: 'upn' }, secret);
    expect(await byUpn(await token({ upn: 'grace@contoso.com' }))).toMatchObject({
      name: 'grace@contoso.com',
    });
    expect(await byUpn(await token())).toEqual(refused);
    expect(await read(await token({ preferred_username: undefined, sub: 'ada' }))).toMatchObject({
      name: 'ada',
    });
    const byMail = tokenReader({ ...ours, claim: 'email' }, secret);
    const email = 'ada@contoso.com';
    expect(await byMail(await token({ email, email_verified: true }))).toEqual(ada);
    expect(await byMail(await token({ email, email_verified: false }))).toEqual(refused);
    // Some issuers write it as a word.
    expect(await byMail(await token({ email, email_verified: 'false' }))).toEqual(refused);
  });

  it('can’t be read with nothing to read it by', () => {
    expect(() => tokenReader(ours, undefined)).toThrow(TypeError);
  });
});

describe('Published keys', () => {
  it.each(['RS256', 'PS256', 'ES256', 'EdDSA'])('verify %s', async (alg) => {
    const mine = await newKey('a', alg);
    const other = await newKey('a', alg);
    const { url } = await keyServer(mine);
    const readBy = tokenReader({ ...ours, jwks: url }, undefined);
    expect(await readBy(await token({}, mine))).toEqual(ada);
    expect(await readBy(await token({}, other))).toEqual(refused);
    expect(await readBy(await token({}, { ...mine, kid: undefined }))).toEqual(ada);
  });

  it('are asked for once, and again when a token names a new one', async () => {
    const [first, second] = [await newKey('a'), await newKey('b')];
    const server = await keyServer(first);
    const readBy = tokenReader({ ...ours, jwks: server.url }, undefined);
    for (let round = 0; round < 3; round += 1)
      expect(await readBy(await token({}, first))).toEqual(ada);
    expect(server.asked).toBe(1);
    server.keys = [second];
    // Not at every token with a made-up name of a key, though.
    expect(await readBy(await token({}, second))).toEqual(refused);
    expect(server.asked).toBe(1);
    minutes(1);
    expect(await readBy(await token({}, second))).toEqual(ada);
    expect(await readBy(await token({}, first))).toEqual(refused);
    expect(server.asked).toBe(2);
  });

  it('aren’t secrets: a token that was signed with one as if it were is refused', async () => {
    const mine = await newKey('a', 'RS256');
    const { url } = await keyServer(mine);
    const readBy = tokenReader({ ...ours, jwks: url }, undefined);
    const pem = createPublicKey({ key: mine.jwk, format: 'jwk' }).export({
      type: 'spki',
      format: 'pem',
    }) as string;
    for (const key of [pem, JSON.stringify(mine.jwk)].map((text) => Buffer.from(text)))
      expect(await readBy(await token({}, { kid: 'a', key }))).toEqual(refused);
    expect(await readBy(await token({}, { kid: 'a' }))).toEqual(refused);
    expect(await readBy(unsigned())).toEqual(refused);
  });

  it('of other kinds than those that are pinned aren’t used', async () => {
    const mine = await newKey('a', 'ES384');
    const { url } = await keyServer(mine);
    expect(await tokenReader({ ...ours, jwks: url }, undefined)(await token({}, mine))).toEqual(
      refused,
    );
  });

  it('that can’t be had refuse nobody for good', async () => {
    const mine = await newKey('a');
    const server = await keyServer(mine);
    const readBy = tokenReader({ ...ours, jwks: server.url }, undefined);
    for (const status of [500, 302, 404]) {
      server.status = status;
      expect(await readBy(await token({}, mine))).toEqual(unavailable);
    }
    server.status = 200;
    server.keys = [{ ...mine, jwk: 'no key' as never }];
    expect(await readBy(await token({}, mine))).toEqual(unavailable);
    server.keys = [mine];
    expect(await readBy(await token({}, mine))).toEqual(ada);
    const nowhere = tokenReader({ ...ours, jwks: 'http://127.0.0.1:1/keys' }, undefined);
    expect(await nowhere(await token({}, mine))).toEqual(unavailable);
  });

  it('are waited for no longer than a few seconds', async () => {
    const mine = await newKey('a');
    const server = await keyServer(mine);
    server.silent = true;
    const begun = performance.now();
    const readBy = tokenReader({ ...ours, jwks: server.url }, undefined);
    expect(await readBy(await token({}, mine))).toEqual(unavailable);
    expect(performance.now() - begun).toBeLessThan(4500);
  });
});
