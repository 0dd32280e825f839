// The session of the made-up application: what its server would hand to its own page.
import { randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';

/** How the gateway on this machine reads the application's tokens. */
export const demoTokens = { issuer: 'Expenses', audience: 'Keyturn' };

/** Shared by the application and the gateway; made anew at each start. */
export const demoSecret: Uint8Array = randomBytes(32);

/** A token for somebody who has just signed in. */
export const demoToken = (username: string): Promise<string> =>
  new SignJWT({ preferred_username: username })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(demoTokens.issuer)
    .setAudience(demoTokens.audience)
    .setSubject(username)
    .setIssuedAt()
    .setExpirationTime('8h')
    .sign(demoSecret);
