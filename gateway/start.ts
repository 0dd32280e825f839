// Puts a gateway together: store, directory, delivery, routes.
import type { Hono } from 'hono';
import type { Stationery } from '../templates/index.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { ableKinds } from './able.ts';
import type { ApprovalSecrets } from './approvals.ts';
import type { Gateway } from './context.ts';
import type { Database } from './database/database.ts';
import { openSqlite } from './database/sqlite.ts';
import { deliver, type Ways } from './delivery/worker.ts';
import type { Directory } from './directory/directory.ts';
import { EmbeddedDirectory } from './directory/embedded.ts';
import { addGauges } from './gauges.ts';
import { answering, fetchApp } from './http/app.ts';
import type { Call, Reply } from './http/call.ts';
import type { Env } from './http/env.ts';
import { withRequest } from './http/request-id.ts';
import { watchApp } from './http/watch.ts';
import { Metrics } from './metrics.ts';
import { type Readiness, readinessOf } from './ready.ts';
import { breachCheck } from './passwords.ts';
import type { Registrations } from './registrations/registrations.ts';
import { SqlRegistrations } from './registrations/sql.ts';
import { secretIn, secretsFrom } from './secrets.ts';
import { SqlStore } from './store/sql.ts';
import type { Store } from './store/store.ts';
import { tokenReader } from './tokens.ts';

/** What a gateway is started with. */
export type GatewaySettings<D extends Directory = EmbeddedDirectory> = {
  tenant: Tenant;
  /** Where the store is, and the secret beside it. */
  data: string;
  /** Where everything is kept, if not in a file in `data`. The gateway closes it in the end. */
  database?: Database;
  stationery: Stationery;
  /** Where accounts are; without it, in the store. */
  directory?: D;
  ways: Ways;
  /** 32 or more random bytes, instead of those beside the store. */
  secret?: Uint8Array;
  /** What `gateway.tokens` without `jwks` are signed with: 32 or more bytes. */
  tokenSecret?: Uint8Array;
  /** What the answers to calls and notifications are signed with. */
  approvalSecrets?: ApprovalSecrets;
  /** With which administrators read the reports: 32 or more bytes. */
  reportToken?: string;
  /** Address of a range service for known passwords, if not the public one. */
  breachUrl?: string;
  /** Replies go out at multiples of so many milliseconds, whoever is asked about. Default: 50. */
  beat?: number;
  log?: Gateway['log'];
};

/** A gateway that runs. */
export type RunningGateway<D extends Directory = EmbeddedDirectory> = {
  /** Answers a call. */
  answer: (call: Call) => Promise<Reply>;
  /** The same behind `fetch`. */
  app: Hono<Env>;
  /** For whoever watches it, on a port of its own: metrics, and how its parts are. */
  watch: Hono;
  directory: D;
  registrations: Registrations;
  store: Store;
  /** Finishes what is under way and closes the store. */
  stop(): Promise<void>;
};

/** Starts a gateway; it serves nothing until its app is put behind a server. */
export const startGateway = <D extends Directory = EmbeddedDirectory>(
  settings: GatewaySettings<D>,
): RunningGateway<D> => {
  const { tenant, data, stationery, ways, approvalSecrets = {}, beat = 50 } = settings;
  const log = withRequest(settings.log ?? (() => {}));
  const metrics = new Metrics();
  const secrets = secretsFrom(settings.secret ?? secretIn(data));
  const db = settings.database ?? openSqlite(data, secrets);
  const store = new SqlStore(db, secrets, tenant.gateway?.auditDays);
  // Without another one, D is the embedded one.
  const directory = settings.directory ?? (new EmbeddedDirectory(db) as Directory as D);
  const registrations = new SqlRegistrations(db, secrets);
  const worker = deliver(store, ways, stationery, { log, metrics });
  const breached = breachCheck(settings.breachUrl);
  // The audit log goes to the operator's log as well, line by line, once it is written.
  const wrote: Gateway['wrote'] = ({ events = [], messages = [], settle }, supportCode) => {
    for (const event of events) log({ level: 'audit', supportCode, ...event });
    for (const { channel } of messages) worker.wake(channel);
    // What is held back are notices, and those are mails.
    if (settle === 'release') worker.wake('email');
  };
  const { tokens } = tenant.gateway ?? {};
  const readToken = tokens && tokenReader(tokens, settings.tokenSecret);
  let open = true;
  const able = ableKinds(tenant, ways);
  const parts = { able, directory, registrations, store, secrets, breached, readToken };
  const gateway = { tenant, ...parts, approvalSecrets, wrote, log, metrics };
  const readiness = readinessOf(gateway, ways);
  addGauges(metrics, store, readiness);
  const ready = async (): Promise<Readiness> => {
    const now = await readiness();
    return { ...now, ready: open && now.ready };
  };
  const { reportToken } = settings;
  const answer = answering(gateway, { ready, beat, stationery, reportToken });
  return {
    answer,
    app: fetchApp(answer),
    watch: watchApp(metrics, ready),
    directory,
    registrations,
    store,
    stop: async () => {
      open = false;
      await worker.stop();
      await directory.close?.();
      await store.close();
    },
  };
};
