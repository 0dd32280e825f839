import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import { close, listen, startGateway } from '../../gateway/start.ts';
import type { EmbeddedDirectory } from '../../gateway/directory/embedded.ts';
import { lookOf } from '../../site/publish/look.ts';
import { loadTenant } from '../../tenant/load.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { stationeryFor } from '../build-tenant.ts';
import { secretSetting, setting, waysFrom } from '../environment.ts';
import { readPeople } from '../people.ts';
import { say, UsageError } from '../report-error.ts';

export type ServeOptions = { port: string; host: string; data: string; people?: string };

const log = (entry: Record<string, unknown>): void =>
  say(JSON.stringify({ time: new Date().toISOString(), ...entry }));

const seed = async (directory: EmbeddedDirectory, file: string | undefined): Promise<void> => {
  if (!file || directory.size() > 0) return;
  for (const person of readPeople(await readFile(file, 'utf8'), file)) await directory.put(person);
};

const prefixOf = ({ backend, portal }: Tenant): string => {
  if (backend.kind !== 'http')
    throw new UsageError(
      `backend.kind is ${backend.kind}: there is nothing to serve. The gateway needs {kind: http, url: /api}.`,
    );
  return new URL(backend.url, portal.url).pathname.replace(/\/$/, '');
};

/** Runs the gateway until it is told to stop. */
export const serve = async (file: string, options: ServeOptions): Promise<void> => {
  const tenant = await loadTenant(file);
  const prefix = prefixOf(tenant);
  const gateway = startGateway({
    tenant,
    data: options.data,
    stationery: stationeryFor({ tenant, published: await lookOf(tenant) }),
    ways: waysFrom(tenant),
    secret: secretSetting(),
    breachUrl: setting('KEYTURN_BREACH_URL'),
    log,
  });
  await seed(gateway.directory, options.people);
  const app = new Hono().route(prefix || '/', gateway.app);
  const server = await listen(app, Number(options.port), options.host);
  log({
    level: 'info',
    message: 'listening',
    address: `http://${options.host}:${options.port}${prefix}`,
  });
  const stop = async (signal: string): Promise<void> => {
    log({ level: 'info', message: 'stopping', signal });
    await close(server);
    await gateway.stop();
  };
  process.once('SIGTERM', () => void stop('SIGTERM'));
  process.once('SIGINT', () => void stop('SIGINT'));
};
