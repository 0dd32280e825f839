// One way to break each promise. Everything else stays as the gateway does it.
import type { Serve } from './backend.ts';

type Break = (serve: Serve) => Serve;
type Body = { id?: string; type?: string; step?: Record<string, unknown>; revision?: number };

const known = 'ada';

const bodyOf = async (response: Response): Promise<Body> => {
  const text = await response.clone().text();
  return text.startsWith('{') ? (JSON.parse(text) as Body) : {};
};

const json = (body: object, response: Response, status = response.status): Response => {
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  if (status < 400) headers.set('content-type', 'application/json');
  return new Response(JSON.stringify(body), { status, headers });
};

/** Changes the head of every reply. */
const head =
  (change: (headers: Headers, request: Request) => void): Break =>
  (serve) =>
  async (request) => {
    const response = await serve(request);
    const headers = new Headers(response.headers);
    change(headers, request);
    return new Response(response.body, { status: response.status, headers });
  };

/** Changes the body of every reply that has one. */
const body =
  (change: (body: Body, request: Request) => object): Break =>
  (serve) =>
  async (request) => {
    const response = await serve(request);
    return response.status === 204
      ? response
      : json(change(await bodyOf(response), request), response);
  };

/** Takes what should be refused with this problem: says that it's done. */
const takes =
  (code: string, step: Record<string, unknown>): Break =>
  (serve) =>
  async (request) => {
    const response = await serve(request);
    const { type, revision } = await bodyOf(response);
    return type?.endsWith(code) ? json({ step, revision }, response, 200) : response;
  };

/** Marks every reply of a flow in which the known name was said. */
const tells: Break = (serve) => {
  const marked = new Set<string>();
  return async (request) => {
    const { pathname } = new URL(request.url);
    if ((await request.clone().text()).includes(known)) marked.add(pathname);
    const response = await serve(request);
    if (marked.has(pathname)) response.headers.set('x-user-id', '17');
    return response;
  };
};

/** Answers what is stale as it answered the last time. */
const forgets: Break = (serve) => {
  let last: Body = {};
  return async (request) => {
    const response = await serve(request);
    if (response.status === 200) last = await bodyOf(response);
    return response.status === 409 ? json(last, response, 200) : response;
  };
};

/** Takes a link's token again and again. */
const forgetsLinks: Break = (serve) => {
  let last: Body = {};
  return async (request) => {
    const isPress = (await request.clone().text()).includes('"link"');
    const response = await serve(request);
    if (isPress && response.status === 201) last = await bodyOf(response);
    return isPress && response.status === 410 ? json(last, response, 201) : response;
  };
};

const policy = {
  minLength: 12,
  maxLength: 256,
  classes: 0,
  unicode: true,
  notUserName: true,
  banned: false,
  breachCheck: false,
};
const asks = (username = known) => ({ kind: 'new-password', username, policy });
const done = { kind: 'done', outcome: 'password-reset', advice: [] };
const evil = 'https://stranger.example/sign-in';

const withStep = (change: (step: Record<string, unknown>, request: Request) => object): Break =>
  body((all, request) => (all.step ? { ...all, step: change(all.step, request) } : all));

const rewritten =
  (rewrite: (text: string) => string): Break =>
  (serve) =>
  async (request) => {
    const { url, method, headers } = request;
    if (method !== 'POST') return serve(request);
    const text = rewrite(await request.text());
    const plain = new Headers(headers);
    plain.set('content-type', 'application/json');
    plain.delete('content-length');
    return serve(new Request(url, { method, headers: plain, body: text }));
  };

/** By the id of the check. */
export const sabotage: Record<string, Break> = {
  policy: head((headers) => headers.set('cache-control', 'no-store')),
  start: body((all) => ({ ...all, ...(all.id && { expiresAt: '2099-01-01T00:00:00Z' }) })),
  ids: body((all) => (all.id ? { ...all, id: `flow-2026-11-${all.id}` } : all)),
  problems: head((headers) => headers.set('content-type', 'application/json')),
  'json-only': rewritten((text) => text),
  large: (serve) => async (request) => {
    const text = await request.clone().text();
    return text.length > 100_000 ? Response.json({}) : serve(request);
  },
  'no-store': head((headers) => headers.set('cache-control', 'private')),
  cookies: head((headers) => headers.set('set-cookie', 'session=1')),
  sniffing: head((headers) => headers.delete('x-content-type-options')),
  strangers: head((headers, request) =>
    headers.set('access-control-allow-origin', request.headers.get('origin') ?? '*'),
  ),
  friends: head((headers) => headers.set('access-control-allow-origin', '*')),
  skipping: takes('stale-answer', asks()),
  replay: forgets,
  'given-up': (serve) => async (request) =>
    request.method === 'DELETE' ? new Response(null, { status: 204 }) : serve(request),
  'unknown-flow': (serve) => async (request) => {
    const response = await serve(request);
    return response.status === 410 ? new Response('Not found', { status: 404 }) : response;
  },
  arrays: rewritten((text) => text.replace(/"username":\["([^"]*)"[^\]]*\]/, '"username":"$1"')),
  'line-breaks': (serve) => async (request) =>
    (await request.clone().text()).includes('\\r\\n')
      ? new Response('Internal Server Error', { status: 500 })
      : serve(request),
  'same-steps': tells,
  'same-code': tells,
  'same-sign-in': tells,
  locks: (serve) => async (request) => {
    const response = await serve(request);
    const { type = '', ...rest } = await bodyOf(response);
    const open = { ...rest, type: type.replace('locked', 'wrong-code') };
    return response.status === 429 ? json(open, response, 422) : response;
  },
  'code-life': withStep((step) => ({ ...step, ...('expiresIn' in step && { expiresIn: 3600 }) })),
  host: withStep((step, request) => ({ ...step, sentTo: request.headers.get('host') ?? '' })),
  scanners: (serve) => (request) =>
    serve(
      ['GET', 'HEAD'].includes(request.method)
        ? new Request(request.url, { method: 'DELETE' })
        : request,
    ),
  'older-code': takes('wrong-code', asks()),
  'foreign-code': takes('wrong-code', asks()),
  once: forgets,
  swap: takes('stale-answer', asks('stranger@example.com')),
  link: forgetsLinks,
  'not-me': (serve) => async (request) =>
    request.url.endsWith('/revocations') ? new Response(null, { status: 204 }) : serve(request),
  weak: takes('password-rejected', done),
  sets: (serve) => async (request) =>
    (await request.clone().text()).includes('"new-password"')
      ? Response.json({ step: done })
      : serve(request),
  voids: takes('flow-expired', done),
  'return-to': withStep((step) => ({ ...step, ...(step.kind === 'done' && { returnTo: evil }) })),
  refusals: takes('wrong-password', asks()),
};
