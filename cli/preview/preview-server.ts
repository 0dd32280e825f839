// A tenant on this machine: its portal, the gateway behind it, and the demo's pages. Nothing leaves the machine.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { type NewPerson, putPerson } from '../../gateway/directory/people.ts';
import { close, listen } from '../../gateway/server.ts';
import { type RunningGateway, startGateway } from '../../gateway/start.ts';
import type { Compiled } from '../../site/publish/compiled.ts';
import { portalInput } from '../../site/publish/index.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { stationeryFor } from '../stationery.ts';
import { demoApp } from '../demo/demo-app.ts';
import { demoSecret } from '../demo/session.ts';
import { inbox } from './inbox.ts';
import { toOwn } from './own-host.ts';
import { localTenant } from './local-tenant.ts';
import { portalApp } from './portal-app.ts';

/** What a preview is started with. */
export type PreviewOptions = {
  port: number;
  /** Where to listen; on this machine alone unless told otherwise. */
  host?: string;
  compiled: Compiled;
  /** Who is in the directory; asked for when the first tenant is shown. */
  people: (tenant: Tenant) => Promise<readonly NewPerson[]>;
  log?: (entry: Record<string, unknown>) => void;
  /** Goes into every page of the portal. */
  more?: string;
  /** Further routes, before all others. */
  routes?: Hono;
};

/** A preview that runs. */
export type Preview = {
  /** Where it is, without a path. */
  url: string;
  /** Shows another state of the tenant; the directory and its people stay. */
  show(tenant: Tenant): Promise<void>;
  /** Shows a page instead of the portal: what is wrong with the tenant file. */
  showInstead(page: string): void;
  stop(): Promise<void>;
};

const emptied = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
};

const appWith = (routes: Hono | undefined): Hono => {
  const app = new Hono({ strict: false });
  return routes ? app.route('/', routes) : app;
};

const appSaying = (page: string, routes: Hono | undefined): Hono => {
  const app = appWith(routes);
  app.get('*', (context) => context.html(page, 500));
  return app;
};

/** Starts a preview, empty until a tenant is shown. */
export const startPreview = async (options: PreviewOptions): Promise<Preview> => {
  const { port, host = '127.0.0.1', compiled, log } = options;
  const data = await mkdtemp(join(tmpdir(), 'keyturn-'));
  const sent = inbox();
  let gateway: RunningGateway | undefined;
  let people: readonly NewPerson[] | undefined;
  // Whoever comes before there is something to show waits for it.
  const shown = Promise.withResolvers<Hono>();
  let app: Hono | Promise<Hono> = shown.promise;
  const put = (next: Hono): void => {
    shown.resolve(next);
    app = next;
  };

  const show = async (given: Tenant): Promise<void> => {
    const tenant = localTenant(given, port);
    const input = await portalInput(tenant, compiled);
    people ??= await options.people(tenant);
    await gateway?.stop();
    const ways = { email: sent.send, sms: sent.send };
    const stationery = stationeryFor(input);
    gateway = startGateway({ tenant, data, stationery, ways, tokenSecret: demoSecret, log });
    if ((await gateway.directory.size()) === 0)
      for (const person of people) await putPerson(gateway, person);
    const next = appWith(options.routes);
    if (tenant.backend.kind === 'http') next.route(tenant.backend.url, gateway.app);
    // Counters and locks go too: whoever locked themselves out in the demo shall not wait a day.
    const startOver = async (): Promise<void> => {
      await gateway?.stop();
      gateway = undefined;
      await emptied(data);
      await show(given);
    };
    const room = { tenant, people, directory: () => gateway!.directory, sent, startOver };
    next.route('/demo', demoApp(room));
    next.route('/', await portalApp(input, options.more));
    put(next);
  };

  const away = (): Promise<void> => rm(data, { recursive: true, force: true });
  const server: Server = await listen(
    toOwn(host, async (...call) => (await app).fetch(...call)),
    port,
    host,
  ).catch(async (error: unknown) => {
    await away();
    throw error;
  });
  return {
    url: `http://localhost:${port}`,
    show,
    showInstead: (page) => put(appSaying(page, options.routes)),
    stop: async () => {
      server.closeAllConnections();
      await close(server);
      await gateway?.stop();
      await away();
    },
  };
};

/** Ends the process when it is told to, once the preview has gone. */
export const endOnSignals = (preview: Preview): void => {
  const stop = (): void => void preview.stop().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
};
