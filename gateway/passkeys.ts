// Passkeys (WebAuthn Level 3). One must be discoverable and must verify its user: then it proves who somebody is by itself,
// and nobody has to be told which ones a name has. So the options are the same for everybody, known or not.
import { randomBytes } from 'node:crypto';
import type { AnswerOf } from '../backends/protocol/index.ts';
import type { Tenant } from '../tenant/tenant.ts';
import type { Gateway } from './context.ts';
import type { Person } from './person.ts';
import type { NewPasskey, Passkey } from './registrations/credentials.ts';

type Credential = AnswerOf<'use-passkey'>['credential'];
type Addresses = Pick<Tenant, 'portal' | 'gateway' | 'allowedOrigins'>;

const timeout = 5 * 60 * 1000; // ms: WebAuthn Level 3, 15.1, for a user who is to be verified

// EdDSA, ES256 and RS256 (COSE): what every authenticator of today signs with.
const supportedAlgorithmIDs = [-8, -7, -257];

// Few gateways meet one on a quiet day, and it brings a good deal along.
const library = () => import('@simplewebauthn/server');

const liesUnder = (host: string, domain: string): boolean =>
  host === domain || host.endsWith(`.${domain}`);

/** The domain that passkeys are bound to: the tenant's own choice, else the portal's host. */
export const passkeyDomain = ({ portal, gateway }: Addresses): string => {
  const { hostname } = new URL(portal.url);
  const chosen = gateway?.passkeyDomain?.toLowerCase();
  return chosen && liesUnder(hostname, chosen) ? chosen : hostname;
};

/** The pages that a passkey may be used on: the portal, and those embedding ones that lie under the domain. */
export const passkeyOrigins = (tenant: Addresses): string[] => {
  const origins = [tenant.portal.url, ...tenant.allowedOrigins].map((url) => new URL(url));
  const domain = passkeyDomain(tenant);
  return origins.filter(({ hostname }) => liesUnder(hostname, domain)).map(({ origin }) => origin);
};

/** A challenge: good in one flow, for one answer. */
export const newChallenge = (): string => randomBytes(32).toString('base64url');

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(base64url, 'base64url'));

// What the authenticator keeps of its owner: it tells nothing, and stays the same.
const userHandle = ({ secrets }: Pick<Gateway, 'secrets'>, person: string): string =>
  secrets.mark('passkey user', person);

/** What the browser is asked for a new one. `others` can't be made a second time. */
export const creationOptions = async (
  { tenant, secrets }: Pick<Gateway, 'tenant' | 'secrets'>,
  { id, username, name }: Pick<Person, 'id' | 'username' | 'name'>,
  challenge: string,
  others: readonly Passkey[],
) =>
  (await library()).generateRegistrationOptions({
    rpName: tenant.organization.name,
    rpID: passkeyDomain(tenant),
    userName: username,
    userDisplayName: name,
    userID: bytesOf(userHandle({ secrets }, id)),
    challenge: bytesOf(challenge),
    timeout,
    supportedAlgorithmIDs,
    attestationType: 'none',
    excludeCredentials: others.map(({ credential }) => ({ id: credential })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });

/** What the browser is asked to use one: nothing that belongs to anybody. */
export const requestOptions = async ({ tenant }: Pick<Gateway, 'tenant'>, challenge: string) =>
  (await library()).generateAuthenticationOptions({
    rpID: passkeyDomain(tenant),
    challenge: bytesOf(challenge),
    timeout,
    userVerification: 'required',
  });

type Expected = { tenant: Tenant; challenge: string };

const expectedOf = ({ tenant, challenge }: Expected) => ({
  expectedChallenge: challenge,
  expectedOrigin: passkeyOrigins(tenant),
  expectedRPID: passkeyDomain(tenant),
  requireUserVerification: true,
});

/** The new passkey in an answer, if it is one for this challenge, domain and page. */
export const newPasskeyIn = async (
  credential: Credential,
  expected: Expected,
): Promise<NewPasskey | undefined> => {
  const { verifyRegistrationResponse } = await library();
  type Response = Parameters<typeof verifyRegistrationResponse>[0]['response'];
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      // Whatever else it is, the library finds out.
      response: credential as unknown as Response,
      supportedAlgorithmIDs,
      ...expectedOf(expected),
    });
    if (!verified) return undefined;
    const { id, publicKey, counter } = registrationInfo.credential;
    return { credential: id, publicKey, counter };
  } catch {
    return undefined;
  }
};

/** The person's passkey that an answer was made with and its counter now, if the signature holds. */
export const usedPasskey = async (
  { secrets, registrations }: Pick<Gateway, 'secrets' | 'registrations'>,
  person: string,
  credential: Credential,
  expected: Expected,
): Promise<{ id: string; counter: number } | undefined> => {
  const key = (await registrations.passkeys.of(person)).find(
    (one) => one.credential === credential.id,
  );
  const { userHandle: owner } = credential.response as { userHandle?: unknown };
  // A key that was found by its own id need not say whose it is.
  if (!key || (typeof owner === 'string' && owner !== userHandle({ secrets }, person)))
    return undefined;
  const { verifyAuthenticationResponse } = await library();
  type Response = Parameters<typeof verifyAuthenticationResponse>[0]['response'];
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: credential as unknown as Response,
      credential: { id: key.credential, publicKey: key.publicKey, counter: key.counter },
      ...expectedOf(expected),
    });
    return verified ? { id: key.id, counter: authenticationInfo.newCounter } : undefined;
  } catch {
    return undefined;
  }
};
