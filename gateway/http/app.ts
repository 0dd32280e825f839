// The protocol over HTTP. What a request's Host, forwarded headers or cookies say is never asked.
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { answerRequest, startRequest } from '../../backends/protocol/index.ts';
import type { Gateway } from '../context.ts';
import { answerFlow, beginFlow, endFlow } from '../flow/machine.ts';
import { admit } from '../limiter.ts';
import { publicPolicy } from '../passwords.ts';
import { allowedPages } from './origins.ts';
import { paced } from './pace.ts';
import { answerResponse, problemResponse } from './problems.ts';

/** Node's socket, as @hono/node-server hands it over. */
export type Env = { Bindings: { incoming?: { socket: { remoteAddress?: string } } } };

const greatestBody = 16 * 1024; // bytes; the longest honest answer is a password of 1,024 characters

const json = async (request: Request): Promise<unknown> => {
  try {
    return await request.json();
  } catch {
    return undefined;
  }
};

const isJson = (type: string | undefined): boolean =>
  /^application\/json\s*(;|$)/i.test(type ?? '');

const secured = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

export type AppOptions = {
  /** Whether it takes new work; it doesn't while it shuts down. */
  ready: () => boolean;
  /** Replies go out at multiples of so many milliseconds. */
  beat: number;
};

/** The gateway's routes. */
export const gatewayApp = (gateway: Gateway, { ready, beat }: AppOptions): Hono<Env> => {
  const app = new Hono<Env>();
  app.use(paced(beat));
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(secured))
      if (!context.res.headers.has(name)) context.header(name, value);
  });
  app.use(allowedPages(gateway.tenant));
  app.use(
    bodyLimit({
      maxSize: greatestBody,
      onError: () => problemResponse({ code: 'invalid-answer', status: 413 }),
    }),
  );

  app.get('/policy', (context) => {
    context.header('cache-control', 'public, max-age=300');
    return context.json(publicPolicy(gateway));
  });

  app.post('/flows', async (context) => {
    if (!isJson(context.req.header('content-type')))
      return problemResponse({ code: 'invalid-answer', status: 415 });
    const request = startRequest.safeParse(await json(context.req.raw));
    if (!request.success) return problemResponse({ code: 'invalid-answer' });
    const address = context.env.incoming?.socket.remoteAddress ?? '';
    const { wait, puzzle } = await admit(gateway, address);
    if (wait > 0) return problemResponse({ code: 'too-many-tries', retryAfter: wait });
    return context.json(await beginFlow(gateway, request.data, puzzle), 201);
  });

  app.post('/flows/:id', async (context) => {
    if (!isJson(context.req.header('content-type')))
      return problemResponse({ code: 'invalid-answer', status: 415 });
    const request = answerRequest.safeParse(await json(context.req.raw));
    if (!request.success) return problemResponse({ code: 'invalid-answer' });
    const { answer, revision } = request.data;
    return answerResponse(await answerFlow(gateway, context.req.param('id'), answer, revision));
  });

  app.delete('/flows/:id', async (context) => {
    await endFlow(gateway, context.req.param('id'));
    return context.body(null, 204);
  });

  app.get('/healthz', (context) => context.text('ok'));
  app.get('/readyz', (context) =>
    ready() ? context.text('ok') : context.text('shutting down', 503),
  );

  app.notFound(() => problemResponse({ code: 'invalid-answer', status: 404 }));
  app.onError((error) => {
    gateway.log({ level: 'error', error: error.message });
    return problemResponse({ code: 'directory-unavailable', retryAfter: 30 });
  });
  return app;
};
