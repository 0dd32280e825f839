// A built portal over TLS on this machine, with its headers, as a host would serve it.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { portalApp } from '../../cli/preview/portal-app.ts';
import { close, listen } from '../../gateway/server.ts';
import { readCompiled } from '../../site/publish/compiled.ts';
import { portalInput } from '../../site/publish/index.ts';
import { takesRequests } from '../../tenant/addresses.ts';
import { loadTenant } from '../../tenant/load.ts';
import { makeAuthority } from '../directories/servers/certificates.ts';
import { freePort } from '../directories/servers/process.ts';

/** An address that leads to nothing: it has a page too. */
export const missing = 'nothing/';

/** A portal that is served. */
export type Served = { host: string; ca: string; paths: string[]; stop(): Promise<void> };

/** Serves the example with everything on. Its backend is missing: pages are judged, not flows. */
export const serve = async (): Promise<Served> => {
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-audit-'));
  const authority = await makeAuthority(folder, 'audit');
  const { cert, key } = await authority.sign('localhost', 'DNS:localhost,IP:127.0.0.1');
  const tenant = await loadTenant('examples/contoso/tenant.yaml');
  const app = await portalApp(await portalInput(tenant, await readCompiled()));
  const port = await freePort();
  // What a preview leaves out, for it has no TLS.
  const fetch = async (request: Request): Promise<Response> => {
    const answer = await app.fetch(request);
    answer.headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains');
    return answer;
  };
  const pem = { cert: await readFile(cert, 'utf8'), key: await readFile(key, 'utf8') };
  const server = await listen({ fetch }, port, '127.0.0.1', pem);
  return {
    host: `localhost:${port}`,
    ca: authority.ca,
    paths: [
      '',
      ...(takesRequests(tenant) ? ['ask/'] : []),
      ...tenant.portal.pages.map((name) => `${name}/`),
      'embed/',
      'link/',
      'not-me/',
      missing,
    ],
    stop: async () => {
      server.closeAllConnections();
      await close(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
