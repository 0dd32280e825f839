import type { Tenant } from '../../tenant/tenant.ts';
import { demoTokens } from '../demo/session.ts';

// Where the gateway is on this machine. At the root it would stand in the portal's place.
const gatewayPath = (url: string, origin: string): string => {
  const path = new URL(url, origin).pathname.replace(/\/+$/, '');
  return path === '' ? '/api' : path;
};

/** A checked tenant as it is shown on this machine: the same in everything but its address, and who signs people in. */
export const localTenant = (tenant: Tenant, port: number): Tenant => {
  const origin = `http://localhost:${port}`;
  const { pathname } = new URL(tenant.portal.url);
  const { backend } = tenant;
  return {
    ...tenant,
    portal: { ...tenant.portal, url: origin + pathname },
    signIn: { url: `${origin}/demo/sign-in/` },
    gateway: { ...tenant.gateway, tokens: demoTokens },
    backend:
      backend.kind === 'http' ? { ...backend, url: gatewayPath(backend.url, origin) } : backend,
  };
};
