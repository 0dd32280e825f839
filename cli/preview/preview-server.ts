// A tenant on this machine: its portal, the gateway behind it, and the demo's pages. Nothing leaves the machine.
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import type { NewPerson } from '../../gateway/directory/embedded.ts';
import { close, listen, type RunningGateway, startGateway } from '../../gateway/start.ts';
import type { Compiled } from '../../site/publish/compiled.ts';
import { portalInput } from '../../site/publish/index.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { stationeryFor } from '../build-tenant.ts';
import { demoApp } from '../demo/demo-app.ts';
import { inbox } from './inbox.ts';
import { localTenant } from './local-tenant.ts';
import { portalApp } from './portal-app.ts';

export type PreviewOptions = {
  port: number;
  compiled: Compiled;
  people: readonly NewPerson[];
  log?: (entry: Record<string, unknown>) => void;
  /** Goes into every page of the portal. */
  more?: string;
  /** Further routes, before all others. */
  routes?: Hono;
};

/** A preview that runs. */
export type Preview = {
  url: string;
  /** Shows another state of the tenant; the directory and its people stay. */
  show(tenant: Tenant): Promise<void>;
  /** Shows a page instead of the portal: what is wrong with the tenant file. */
  showInstead(page: string): void;
  stop(): Promise<void>;
};

/** Starts a preview, empty until a tenant is shown. */
export const startPreview = async (options: PreviewOptions): Promise<Preview> => {
  const { port, compiled, people, log } = options;
  const data = await mkdtemp(join(tmpdir(), 'keyturn-'));
  const sent = inbox();
  let gateway: RunningGateway | undefined;
  let app = new Hono();

  const seed = async (): Promise<void> => {
    for (const person of people) await gateway!.directory.put(person);
  };

  const show = async (given: Tenant): Promise<void> => {
    const tenant = localTenant(given, port);
    const input = await portalInput(tenant, compiled);
    await gateway?.stop();
    const ways = { email: sent.send, sms: sent.send };
    gateway = startGateway({ tenant, data, stationery: stationeryFor(input), ways, log });
    if (gateway.directory.size() === 0) await seed();
    const next = new Hono({ strict: false });
    if (options.routes) next.route('/', options.routes);
    if (tenant.backend.kind === 'http') next.route(tenant.backend.url, gateway.app);
    const room = { tenant, people, directory: () => gateway!.directory, sent, startOver: seed };
    next.route('/demo', demoApp(room));
    next.route('/', await portalApp(input, options.more));
    app = next;
  };

  const server: Server = await listen({ fetch: (...call) => app.fetch(...call) }, port);
  return {
    url: `http://localhost:${port}`,
    show,
    showInstead: (page) => {
      const next = new Hono({ strict: false });
      if (options.routes) next.route('/', options.routes);
      next.get('*', (context) => context.html(page, 500));
      app = next;
    },
    stop: async () => {
      server.closeAllConnections();
      await close(server);
      await gateway?.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
};
