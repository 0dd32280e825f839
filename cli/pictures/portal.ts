// A tenant's portal and a gateway behind it, in this process and at the portal's own address: what pictures are taken of.
// No network is asked for anything.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import type { BrowserContext, Route } from 'playwright-core';
import { flowKey } from '../../gateway/secrets.ts';
import { type NewPerson, putPerson } from '../../gateway/directory/people.ts';
import { type RunningGateway, startGateway } from '../../gateway/start.ts';
import type { PortalInput } from '../../site/publish/index.ts';
import { backendUrl } from '../../tenant/addresses.ts';
import { inbox, type Sent } from '../preview/inbox.ts';
import { madeUp } from './proofs.ts';
import { portalApp } from '../preview/portal-app.ts';
import { stationeryFor } from '../stationery.ts';

/** A portal that can be looked at. */
export type PortalHere = {
  /** Lets a browser have it at its address, and nothing else. */
  serve(context: BrowserContext): Promise<void>;
  /** Puts somebody in, in the place of who had that name; with all that is made up, if so. */
  put(person: NewPerson, equipped?: boolean): Promise<void>;
  /** Answers a call, by the id of what is to be approved. */
  approve(id: string): Promise<boolean>;
  /** What was "sent", newest first. */
  sent(): Sent[];
  stop(): Promise<void>;
};

const here = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };

const passOn = async (route: Route, app: Hono): Promise<void> => {
  const asked = route.request();
  const body = asked.postDataBuffer();
  const request = new Request(asked.url(), {
    method: asked.method(),
    headers: await asked.allHeaders(),
    body: body ? new Uint8Array(body) : undefined,
  });
  const response = await app.fetch(request, here);
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
};

const gatewayFor = (input: PortalInput, data: string, box: ReturnType<typeof inbox>) =>
  startGateway({
    tenant: input.tenant,
    data,
    stationery: stationeryFor(input),
    ways: { email: box.send, sms: box.send, call: box.send, push: box.send },
    // By it the questions are drawn: the same ones in each build.
    secret: Buffer.alloc(32, 'pictures'),
    tokenSecret: randomBytes(32),
    breachUrl: 'http://127.0.0.1:9/',
    beat: 1,
  });

/** Opens a portal for pictures. */
export const portalHere = async (input: PortalInput): Promise<PortalHere> => {
  const { tenant } = input;
  const data = await mkdtemp(join(tmpdir(), 'keyturn-'));
  const box = inbox();
  const gateway: RunningGateway = gatewayFor(input, data, box);
  const backend = backendUrl(tenant);
  const api = backend
    ? new Hono().route(new URL(backend).pathname, gateway.app as unknown as Hono)
    : undefined;
  const portal = await portalApp(input);
  const { origin } = new URL(tenant.portal.url);
  return {
    serve: async (context) => {
      await context.route('**/*', async (route) => {
        const url = route.request().url();
        if (api && url.startsWith(`${backend}/`)) return passOn(route, api);
        return url.startsWith(`${origin}/`) ? passOn(route, portal) : route.abort();
      });
    },
    put: async (person, equipped = false) => {
      const { totp, backupCodes, passkeys } = gateway.registrations;
      await putPerson(gateway, person);
      if (!equipped) return;
      await totp.set(person.username, madeUp.totp, 0);
      await backupCodes.set(person.username, [madeUp.backupCode]);
      await passkeys.add(person.username, madeUp.passkey);
    },
    approve: (id) => gateway.store.approvals.answer(flowKey(id), ['call'], { approved: true }),
    sent: box.all,
    stop: async () => {
      await gateway.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
};
