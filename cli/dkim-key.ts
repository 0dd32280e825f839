import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { Tenant } from '../tenant/tenant.ts';
import { UsageError } from './report-error.ts';
import { setting } from './settings.ts';

const leastBits = 2048; // RFC 8301, 3.2: signers should use as many

const keyIn = (text: string): KeyObject | undefined => {
  try {
    return createPrivateKey(text);
  } catch {
    return undefined;
  }
};

/**
 * The key that mails are signed with; undefined where the tenant file has no `gateway.dkim`. A key of no use would only
 * show in the inboxes of others: as mails without a signature.
 * @throws UsageError for one that is missing, or can't sign.
 */
export const dkimKeySetting = (
  { gateway }: Pick<Tenant, 'gateway'>,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined => {
  if (!gateway?.dkim) return undefined;
  const name = 'KEYTURN_DKIM_KEY';
  const text = setting(name, env);
  if (text === undefined)
    throw new UsageError(`${name} is missing: gateway.dkim says that mails are signed with it.`);
  const key = keyIn(text);
  const { modulusLength = 0 } = key?.asymmetricKeyDetails ?? {};
  if (key?.asymmetricKeyType === 'rsa' && modulusLength >= leastBits) return text;
  throw new UsageError(
    `${name}: want an RSA key of ${leastBits} bits or more in PEM, without a passphrase. Make it with: openssl genrsa -out dkim.pem ${leastBits}`,
  );
};
