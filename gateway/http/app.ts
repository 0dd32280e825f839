// The protocol over HTTP. What a request's Host, forwarded headers or cookies say is never asked.
import { type Handler, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { backendUrl } from '../../tenant/addresses.ts';
import type { Gateway } from '../context.ts';
import { publicPolicy } from '../passwords.ts';
import { approvalRoutes } from './approvals.ts';
import type { Stationery } from '../../templates/index.ts';
import { dashboardRoutes } from '../dashboard/routes.ts';
import type { Env } from './env.ts';
import { flowRoutes } from './flows.ts';
import { openApi } from './openapi.ts';
import { allowedPages } from './origins.ts';
import { paced } from './pace.ts';
import { problemResponse } from './problems.ts';
import { identified } from './request-id.ts';
import type { Readiness } from '../ready.ts';
import { registrationRoutes } from './registration.ts';
import { reportRoutes } from './reports.ts';

const greatestBody = 16 * 1024; // bytes; the longest honest answer is a password of 1,024 characters

const secured = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

const tooLarge = (): Response => problemResponse({ code: 'invalid-answer', status: 413 });
const counting = bodyLimit({ maxSize: greatestBody, onError: tooLarge });

// What says how long it is needn't be counted, and what may have no body has none worth a look.
const withinSize: MiddlewareHandler = async (context, next) => {
  const { method } = context.req;
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return next();
  const length = context.req.header('content-length');
  if (length === undefined || context.req.header('transfer-encoding') !== undefined)
    return counting(context, next);
  return Number(length) > greatestBody ? tooLarge() : next();
};

// What is the same for everybody, as long as the gateway runs.
const same = (make: () => object): Handler => {
  let text: string | undefined;
  return (context) => {
    text ??= JSON.stringify(make());
    return context.body(text, 200, {
      'content-type': 'application/json',
      'cache-control': 'public, max-age=300',
    });
  };
};

export type AppOptions = {
  /** Whether it can work, and takes new work; it doesn't while it shuts down. */
  ready: () => Promise<Readiness>;
  /** With which administrators read the reports; without one there are none. */
  reportToken?: string;
  /** What the dashboard looks like. */
  stationery: Stationery;
  /** Replies go out at multiples of so many milliseconds. */
  beat: number;
};

/** A gateway below its path, and nothing beside it: what else is asked for isn't there, and says so as safely. */
export const below = (prefix: string, app: Hono<Env>): Hono<Env> => {
  const routes = new Hono<Env>();
  routes.notFound(() => {
    const answer = problemResponse({ code: 'invalid-answer', status: 404 });
    for (const [name, value] of Object.entries(secured)) answer.headers.set(name, value);
    return answer;
  });
  return routes.route(prefix || '/', app);
};

/** The gateway's routes. */
export const gatewayApp = (
  gateway: Gateway,
  { ready, beat, reportToken, stationery }: AppOptions,
): Hono<Env> => {
  const app = new Hono<Env>();
  app.use(identified(gateway.metrics));
  app.use(paced(beat));
  app.use(async (context, next) => {
    await next();
    // Set on the response itself: the framework's own way makes another response for each.
    const { headers } = context.res;
    for (const [name, value] of Object.entries(secured))
      if (!headers.has(name)) headers.set(name, value);
  });
  app.use(allowedPages(gateway.tenant));
  app.use(withinSize);

  app.get(
    '/policy',
    same(() => publicPolicy(gateway)),
  );
  app.get(
    '/openapi.json',
    same(() => openApi(backendUrl(gateway.tenant) ?? '/')),
  );

  app.route('/', flowRoutes(gateway));
  app.route('/', registrationRoutes(gateway));
  app.route('/', approvalRoutes(gateway));
  app.route('/', reportRoutes(gateway, reportToken));
  if (reportToken !== undefined) app.route('/', dashboardRoutes(gateway, stationery));

  app.get('/healthz', (context) => context.text('ok'));
  app.get('/readyz', async (context) =>
    (await ready()).ready ? context.text('ok') : context.text('not ready', 503),
  );

  app.notFound(() => problemResponse({ code: 'invalid-answer', status: 404 }));
  app.onError((error) => {
    gateway.log({ level: 'error', error: error.message });
    return problemResponse({ code: 'directory-unavailable', retryAfter: 30 });
  });
  return app;
};
