// The token of the host page's session: whoever signed in there needn't sign in once more.
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { Tenant } from '../tenant/tenant.ts';

/** Who holds a token that is good. */
export type Bearer = {
  /** The name as the token has it. */
  name: string;
  /** When it was issued, in Unix seconds. */
  issuedAt: number;
};

/** Why a token is of no use; `reason` is for the log and holds nothing of the token. */
export type Refused = {
  problem: 'not-signed-in' | 'directory-unavailable';
  reason: string;
};

/** Reads a token; it never throws for what the token is, or for keys that can't be had. */
export type ReadToken = (token: string) => Promise<Bearer | Refused>;

/** How tokens are told to be good. */
export type TokenSettings = NonNullable<NonNullable<Tenant['gateway']>['tokens']>;

// Pinned, and never both families at once: else a public key, which anybody has, would pass for a shared secret (RFC
// 8725, 2.1 and 3.1). Ed25519 is the new name of what EdDSA mostly meant (RFC 9864).
const publicAlgorithms = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'];
const sharedAlgorithms = ['HS256'];

const oldest = 12 * 60 * 60; // seconds: a working day with its breaks
const tolerance = 30; // seconds that two clocks may differ
const longest = 4096; // characters, as the protocol has it

// What else an issuer signs for the same audience, such as a logout token, says so by its type (RFC 8725, 3.11).
const types = new Set([undefined, 'jwt', 'at+jwt']);

class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

// A token that names no key, or one that isn't there, is a wrong token. Anything else is the key server's failure.
const keysAt = (url: string): JWTVerifyGetKey => {
  const keys = createRemoteJWKSet(new URL(url), { timeoutDuration: 3000 });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      const wrong = [
        errors.JWKSNoMatchingKey,
        errors.JWKSMultipleMatchingKeys,
        errors.JOSENotSupported,
      ].some((kind) => error instanceof kind);
      throw wrong ? error : new KeysUnavailable((error as Error).message, { cause: error });
    }
  };
};

// What would fold to somebody else's name, though its issuer takes it for another one: space around it, signs that only look
// like others, such as full-width letters, and those that composing turns into others, such as the sign for kelvin.
const isPlain = (name: string): boolean => {
  const composed = name.normalize('NFC');
  return (
    name === name.trim() &&
    composed === name.normalize('NFKC') &&
    (name === composed || name === composed.normalize('NFD'))
  );
};

const nameIn = (payload: JWTPayload, claims: readonly string[]): string | undefined => {
  const name = claims.map((claim) => payload[claim]).find((value) => value !== undefined);
  // An address that nobody verified is whatever its owner typed.
  if (claims.includes('email') && ['false', false].includes(payload.email_verified as boolean))
    return undefined;
  if (typeof name !== 'string' || name.trim() === '' || name.length > 320) return undefined;
  return isPlain(name) ? name : undefined;
};

const reasonOf = (error: unknown): string =>
  error instanceof errors.JOSEError ? error.code : 'not a token';

/**
 * Reads bearer tokens (RFC 7519) by the tenant's settings: with `jwks` by the issuer's published keys, else by a secret
 * that is shared with the host page's server.
 * @throws TypeError without either.
 */
export const tokenReader = (
  { issuer, audience, jwks, claim }: TokenSettings,
  secret: Uint8Array | undefined,
): ReadToken => {
  if (!jwks && !secret) throw new TypeError('tokens: want the address of keys, or a secret');
  const getKey: JWTVerifyGetKey = jwks ? keysAt(jwks) : async () => secret!;
  const algorithms = jwks ? publicAlgorithms : sharedAlgorithms;
  const claims = claim ? [claim] : ['preferred_username', 'sub'];
  const rules = {
    issuer,
    audience,
    algorithms,
    requiredClaims: ['exp'],
    maxTokenAge: oldest,
    clockTolerance: tolerance,
  };
  return async (token) => {
    const refused = (reason: string): Refused => ({ problem: 'not-signed-in', reason });
    if (token.length > longest) return refused('too long');
    try {
      const { payload, protectedHeader } = await jwtVerify(token, getKey, rules);
      const type = protectedHeader.typ?.toLowerCase().replace(/^application\//, '');
      if (!types.has(type)) return refused('another type');
      const name = nameIn(payload, claims);
      return name === undefined ? refused('no name') : { name, issuedAt: payload.iat! };
    } catch (error) {
      return error instanceof KeysUnavailable
        ? { problem: 'directory-unavailable', reason: error.message }
        : refused(reasonOf(error));
    }
  };
};
