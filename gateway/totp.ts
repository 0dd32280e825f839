// Codes of an authenticator app: RFC 6238 with what every such app expects, SHA-1, six digits, thirty seconds.
import { Secret, TOTP } from 'otpauth';
import { limits } from '../backends/limits.ts';
import { typedCode } from '../backends/typed-code.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { flowBytes } from './secrets.ts';

const algorithm = 'SHA1';
const digits = limits.codeLength;
const period = 30; // seconds
const secretSize = 20; // bytes: RFC 4226, 4, wants 160 bits
// One step either way, for clocks that are wrong and people who type slowly (RFC 6238, 5.2).
const drift = 1;

/** The secret that a flow shows, in Base32. */
export const totpSecretOf = (flowId: string, salt: string): string => {
  const bytes = flowBytes(flowId, 'totp', salt, secretSize);
  return new Secret({ buffer: new Uint8Array(bytes).buffer }).base32;
};

/** An `otpauth://` address (Key Uri Format): the organisation, and the name there. */
export const totpUri = (
  { organization }: Pick<Tenant, 'organization'>,
  username: string,
  secret: string,
): string => {
  const { shortName: issuer } = organization;
  return new TOTP({ issuer, label: username, secret, algorithm, digits, period }).toString();
};

/** The time step that a code belongs to, if it's right now; undefined for a wrong one. */
export const totpStep = (secret: string, typed: string): number | undefined => {
  const timestamp = Date.now();
  const token = typedCode(typed);
  const key = Secret.fromBase32(secret);
  const delta = TOTP.validate({
    token,
    secret: key,
    algorithm,
    digits,
    period,
    timestamp,
    window: drift,
  });
  return delta === null ? undefined : TOTP.counter({ period, timestamp }) + delta;
};
