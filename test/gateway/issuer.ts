// Whoever signs people in at the host page: real keys, published by a real server on this machine.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { onTestFinished } from 'vitest';
import type { TokenSettings } from '../../gateway/tokens.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { contoso } from './harness.ts';

export const issuer = 'https://login.contoso.com/';
export const audience = 'https://passwords.contoso.com/';
export const secret = new TextEncoder().encode(
  'a secret that both servers know of, and nobody else',
);

/** Contoso with tokens. */
export const withTokens = (
  more: Partial<TokenSettings> = {},
  tenant: Tenant = contoso,
): Tenant => ({
  ...tenant,
  gateway: { ...tenant.gateway, tokens: { issuer, audience, ...more } },
});

type Claims = Record<string, unknown>;
type Signing = { alg?: string; key?: CryptoKey | Uint8Array; kid?: string; typ?: string };

const now = (): number => Math.floor(Date.now() / 1000);

/** A token as the issuer would sign it; what is given stands in its place, and `undefined` takes a claim out. */
export const token = (
  claims: Claims = {},
  { alg = 'HS256', key = secret, kid, typ }: Signing = {},
): Promise<string> => {
  const usual = {
    iss: issuer,
    aud: audience,
    sub: '7f3c',
    preferred_username: 'ada@contoso.com',
    iat: now(),
    exp: now() + 600,
  };
  const header = { alg, ...(kid && { kid }), ...(typ && { typ }) };
  return new SignJWT(JSON.parse(JSON.stringify({ ...usual, ...claims })))
    .setProtectedHeader(header)
    .sign(key);
};

/** A token that says itself that nobody signed it. */
export const unsigned = (claims: Claims = {}): string => {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const usual = { iss: issuer, aud: audience, iat: now(), exp: now() + 600 };
  const body = { ...usual, preferred_username: 'ada@contoso.com', ...claims };
  return `${part({ alg: 'none' })}.${part(body)}.`;
};

export type Key = { kid: string; alg: string; key: CryptoKey; jwk: JWK };

/** A fresh pair of keys. */
export const newKey = async (kid: string, alg = 'ES256'): Promise<Key> => {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, key: privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg } };
};

/** Publishes keys. What it answers can be changed while it runs. */
export const keyServer = async (...keys: Key[]) => {
  const state = { keys, status: 200, silent: false, asked: 0, url: '' };
  const server = createServer((_request, response) => {
    state.asked += 1;
    if (state.silent) return;
    response.writeHead(state.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys: state.keys.map(({ jwk }) => jwk) }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
  return state;
};
