// The protocol over HTTP. What a request's Host, forwarded headers or cookies say is never asked.
import { type Context, Hono } from 'hono';
import { backendUrl } from '../../tenant/addresses.ts';
import type { Stationery } from '../../templates/index.ts';
import type { Gateway } from '../context.ts';
import { dashboardRoutes } from '../dashboard/routes.ts';
import { publicPolicy } from '../passwords.ts';
import type { Readiness } from '../ready.ts';
import { failureOf } from '../wordless.ts';
import { approvalRoutes } from './approvals.ts';
import {
  type Call,
  CallerGone,
  greatestBody,
  header,
  type Reply,
  textReply,
  TooLarge,
} from './call.ts';
import type { Env } from './env.ts';
import { callFrom, replyFrom, requestFrom, responseFrom } from './fetched.ts';
import { flowRoutes, type Handler } from './flows.ts';
import { openApi } from './openapi.ts';
import { allowedPages } from './origins.ts';
import { pace } from './pace.ts';
import { problemReply, problemResponse } from './problems.ts';
import { registrationRoutes } from './registration.ts';
import { reportRoutes } from './reports.ts';
import { identified } from './request-id.ts';
import { missing, secured } from './secured.ts';

const tooLarge = problemReply({ code: 'invalid-answer', status: 413 });

// What says how long it is needn't be read; what may have no body has none worth a look.
const saysTooLarge = (call: Call): boolean =>
  call.method !== 'GET' &&
  call.method !== 'HEAD' &&
  call.method !== 'OPTIONS' &&
  Number(header(call, 'content-length') ?? 0) > greatestBody;

// What is the same for everybody, as long as the gateway runs.
const same = (make: () => object): Handler => {
  let reply: Reply | undefined;
  return () =>
    (reply ??= {
      status: 200,
      headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' },
      body: JSON.stringify(make()),
    });
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

const ownRoutes = (
  gateway: Gateway,
  { ready }: Pick<AppOptions, 'ready'>,
): Record<string, Handler> => ({
  ...flowRoutes(gateway),
  'GET /policy': same(() => publicPolicy(gateway)),
  'GET /openapi.json': same(() => openApi(backendUrl(gateway.tenant) ?? '/')),
  'GET /healthz': () => textReply('ok'),
  'GET /readyz': async () =>
    (await ready()).ready ? textReply('ok') : textReply('not ready', 503),
});

// What is asked for now and then.
const otherRoutes = (
  gateway: Gateway,
  { reportToken, stationery }: Pick<AppOptions, 'reportToken' | 'stationery'>,
): Hono<Env> => {
  const app = new Hono<Env>();
  app.route('/', registrationRoutes(gateway));
  app.route('/', approvalRoutes(gateway));
  app.route('/', reportRoutes(gateway, reportToken));
  if (reportToken !== undefined) app.route('/', dashboardRoutes(gateway, stationery));
  app.notFound(() => problemResponse({ code: 'invalid-answer', status: 404 }));
  app.onError((error) => {
    throw error;
  });
  return app;
};

const flowPath = /^\/flows\/([^/]+)$/;

const routed = (gateway: Gateway, options: AppOptions): ((call: Call) => Promise<Reply>) => {
  const own = new Map(Object.entries(ownRoutes(gateway, options)));
  const others = otherRoutes(gateway, options);
  return async (call) => {
    const method = call.method === 'HEAD' ? 'GET' : call.method;
    const id = flowPath.exec(call.path)?.[1];
    const handler = own.get(`${method} ${id === undefined ? call.path : '/flows/{id}'}`);
    if (handler) return handler(call, id ?? '');
    return method === 'GET' || method === 'POST'
      ? replyFrom(await others.fetch(await requestFrom(call)))
      : missing;
  };
};

/** What the gateway answers to a call, with every header that it has to have, and in its own time. */
export const answering = (gateway: Gateway, options: AppOptions) => {
  const { beat } = options;
  const route = routed(gateway, options);
  const admitted = allowedPages(gateway.tenant);
  const answered = async (call: Call): Promise<Reply> => {
    try {
      return saysTooLarge(call) ? tooLarge : await route(call);
    } catch (error) {
      if (error instanceof TooLarge) return tooLarge;
      // Anybody can go, as often as they like: that is no failure of ours.
      if (error instanceof CallerGone) return missing;
      gateway.log({ level: 'error', ...failureOf(error) });
      return problemReply({ code: 'directory-unavailable', retryAfter: 30 });
    }
  };
  const answerWithin = async (call: Call): Promise<Reply> => {
    const page = admitted(call);
    if ('reply' in page) return { ...page.reply, headers: { ...secured, ...page.reply.headers } };
    const reply = await answered(call);
    return { ...reply, headers: { ...secured, ...reply.headers, ...page.headers } };
  };
  return (call: Call): Promise<Reply> =>
    identified(gateway.metrics, call.path, async (start) => {
      const reply = await answerWithin(call);
      await pace(beat, start);
      return reply;
    });
};

const peerOf = ({ env }: Context<Env>): string => env?.incoming?.socket.remoteAddress ?? '';

/** The same behind `fetch`, for whoever has routes beside it. */
export const fetchApp = (answer: (call: Call) => Promise<Reply>): Hono<Env> => {
  const app = new Hono<Env>();
  app.all('*', async (context) => {
    const { pathname } = new URL(context.req.url);
    // Below the path at which it's put.
    const path = pathname.slice(context.req.routePath.length - '/*'.length);
    const reply = await answer(callFrom(context.req.raw, path, peerOf(context)));
    return responseFrom(context.req.method === 'HEAD' ? { ...reply, body: undefined } : reply);
  });
  return app;
};
