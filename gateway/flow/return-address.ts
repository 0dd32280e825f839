import { knownOrigins } from '../../tenant/addresses.ts';
import type { Tenant } from '../../tenant/tenant.ts';

/** Where a person may be sent back to: an address on the portal's host or on one the tenant names, else nowhere. */
export const allowedReturn = (tenant: Tenant, returnTo: string | undefined): string | undefined => {
  if (!returnTo || /[\p{Cc}\\\s]/u.test(returnTo) || !URL.canParse(returnTo)) return undefined;
  const { protocol, origin, username, password } = new URL(returnTo);
  const own = new URL(tenant.portal.url).origin;
  // A blob's origin is that of the page that made it.
  const safe = protocol === 'https:' || (protocol === 'http:' && origin === own);
  const known = [own, ...knownOrigins(tenant)].includes(origin);
  return safe && known && !username && !password ? returnTo : undefined;
};
