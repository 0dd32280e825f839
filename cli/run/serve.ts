import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { hashInBackground } from '../../gateway/background.ts';
import type { Directory } from '../../gateway/directory/directory.ts';
import { EmbeddedDirectory } from '../../gateway/directory/embedded.ts';
import { type NewPerson, putPerson } from '../../gateway/directory/people.ts';
import { listenerBelow } from '../../gateway/http/node.ts';
import { close, listen } from '../../gateway/server.ts';
import { startGateway } from '../../gateway/start.ts';
import type { Former } from '../../site/publish/files.ts';
import { lookOf } from '../../site/publish/look.ts';
import { loadTenant } from '../../tenant/load.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { stationeryFor } from '../stationery.ts';
import { configuration } from '../configuration.ts';
import { crashWordlessly } from '../crashes.ts';
import {
  approvalSecretsFrom,
  breachUrlSetting,
  reportTokenSetting,
  secretSetting,
  tokenSecretSetting,
} from '../environment.ts';
import { checkHeldFiles } from '../held-files.ts';
import { logTo } from '../log.ts';
import { readPeople } from '../people.ts';
import { portFrom } from '../port.ts';
import { say, UsageError } from '../report-error.ts';
import { openFile, openStore, storeSetting } from '../store.ts';
import { certificateFrom, freshenOn, isReadable, readable } from '../tls.ts';
import { unusedSettings } from '../unread-settings.ts';
import { addressFrom, watched } from '../watch.ts';
import { waysFrom } from '../ways.ts';

/** The options of `keyturn serve`, as typed. */
export type ServeOptions = {
  port: string;
  host: string;
  data: string;
  people?: string;
  metrics?: string;
  printConfig?: boolean;
};

const log = logTo((text) => void process.stdout.write(text));

const peopleIn = async (file: string | undefined): Promise<NewPerson[]> =>
  file ? readPeople(await readFile(file, 'utf8'), file) : [];

const prefixOf = ({ backend, portal }: Tenant): string => {
  if (backend.kind !== 'http')
    throw new UsageError(
      `backend.kind is ${backend.kind}: there is nothing to serve. The gateway needs {kind: http, url: /api}.`,
    );
  return new URL(backend.url, portal.url).pathname.replace(/\/$/, '');
};

type Started = { server: Server; encrypted: boolean; watching?: Server; stop(): Promise<void> };

// A gateway on its own store has no use for the code that speaks LDAP.
const directoryOf = async (tenant: Tenant): Promise<Directory | undefined> =>
  tenant.gateway?.directory && (await import('../directory.ts')).directoryFrom(tenant, log);

// Letters name their logo's address and hold no picture: none needs to be drawn.
const undrawn: Former = async () => new Uint8Array();

// Everything that can be wrong is found out before the store is opened; what fails later closes it again.
const start = async (tenant: Tenant, prefix: string, options: ServeOptions): Promise<Started> => {
  const port = portFrom(options.port);
  const metrics = options.metrics === undefined ? undefined : addressFrom(options.metrics);
  const certificate = certificateFrom();
  const people = await peopleIn(options.people);
  const directory = await directoryOf(tenant);
  if (directory && options.people)
    throw new UsageError(
      '--people is for the gateway’s own store, but gateway.directory names another directory.',
    );
  const approvalSecrets = approvalSecretsFrom(tenant);
  const ways = waysFrom(tenant, approvalSecrets);
  const secret = secretSetting();
  const shared = storeSetting();
  const tokenSecret = tokenSecretSetting(tenant);
  const reportToken = reportTokenSetting();
  const breachUrl = breachUrlSetting();
  const stationery = stationeryFor({ tenant, published: await lookOf(tenant, undrawn) });
  const { data, host } = options;
  checkHeldFiles({ data: shared ? undefined : data, secretGiven: secret !== undefined }, log);
  const { database } = shared ? await openStore(shared, log) : openFile(data, secret);
  const secrets = { secret, tokenSecret, approvalSecrets, reportToken };
  const parts = { database, directory, stationery, ways, ...secrets };
  const gateway = startGateway<Directory>({ tenant, data, ...parts, breachUrl, log });
  const stop = async (): Promise<void> => {
    await gateway.stop();
    ways.close();
  };
  try {
    const { directory, registrations, answer } = gateway;
    if (directory instanceof EmbeddedDirectory && (await directory.size()) === 0)
      for (const person of people) await putPerson({ directory, registrations }, person);
    const server = await listen(listenerBelow(prefix, answer), port, host, certificate);
    const watching = await watched(gateway, metrics).catch(async (error: unknown) => {
      await close(server);
      throw error;
    });
    return { server, encrypted: certificate !== undefined, watching, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** Runs the gateway until it is told to stop. */
export const serve = async (file: string, options: ServeOptions): Promise<void> => {
  const tenant = await loadTenant(file);
  if (options.printConfig) return say(await configuration(file, tenant, options));
  const prefix = prefixOf(tenant);
  crashWordlessly(log);
  for (const one of unusedSettings(tenant)) log(one);
  const started = await start(tenant, prefix, options);
  const { encrypted, server } = started;
  const scheme = encrypted ? 'https' : 'http';
  hashInBackground();
  const address = `${scheme}://${options.host}:${options.port}${prefix}`;
  if (encrypted) freshenOn('SIGHUP', server, log);
  else if (isReadable(tenant, options.host)) log(readable);
  const stop = async (signal: string): Promise<void> => {
    log({ level: 'info', message: 'stopping', signal });
    await close(server);
    await started.stop();
    if (started.watching) await close(started.watching);
  };
  process.once('SIGTERM', () => void stop('SIGTERM'));
  process.once('SIGINT', () => void stop('SIGINT'));
  // Whoever waits for this line may stop it at once.
  log({ level: 'info', message: 'listening', address });
};
