// The routes of flows.
import { Hono, type MiddlewareHandler } from 'hono';
import {
  answerRequest,
  helpRequest,
  revokeRequest,
  type StartRequest,
  startRequest,
} from '../../backends/protocol/index.ts';
import { takesRequests } from '../../tenant/addresses.ts';
import { bearerOf, type Known } from '../bearer.ts';
import type { Gateway } from '../context.ts';
import { type Continued, continueFlow, revokeFlow } from '../flow/continued.ts';
import { type Answered, answerFlow, beginFlow, endFlow } from '../flow/machine.ts';
import { admit } from '../limiter.ts';
import { askForHelp } from '../requests.ts';
import type { Refused } from '../tokens.ts';
import { clientOf } from './client.ts';
import type { Env } from './env.ts';
import { answerResponse, problemResponse, refusedResponse } from './problems.ts';

const json = async (request: Request): Promise<unknown> => {
  try {
    return await request.json();
  } catch {
    return undefined;
  }
};

// No plain form can say so.
const wantsJson: MiddlewareHandler = async (context, next) =>
  /^application\/json\s*(;|$)/i.test(context.req.header('content-type') ?? '')
    ? next()
    : problemResponse({ code: 'invalid-answer', status: 415 });

// A registration stands or falls with its token. A change asks for the password anyway, so a token that is of no use
// is in nobody's way; a reset has no use for one.
const bearerFor = async (
  gateway: Gateway,
  { flow, token }: StartRequest,
): Promise<Known | Refused | undefined> => {
  if (token === undefined || flow === 'reset') return undefined;
  const bearer = await bearerOf(gateway, token);
  if (!('problem' in bearer)) return bearer;
  gateway.log({ level: 'info', message: 'token refused', reason: bearer.reason });
  return flow === 'register' ? bearer : undefined;
};

const continuedResponse = (reply: Continued | Answered): Response => {
  if (reply.trouble || !('id' in reply)) return answerResponse(reply);
  const { id, expiresAt, step, revision } = reply;
  return Response.json({ id, expiresAt, step, revision }, { status: 201 });
};

/** `POST /flows`, and what comes after it. */
export const flowRoutes = (gateway: Gateway): Hono<Env> => {
  const app = new Hono<Env>();
  const client = clientOf(gateway.tenant);
  app.post('/flows', wantsJson, async (context) => {
    const request = startRequest.safeParse(await json(context.req.raw));
    if (!request.success) return problemResponse({ code: 'invalid-answer' });
    const admission = await admit(gateway, client(context));
    const { wait } = admission;
    if (wait > 0) gateway.metrics.count('keyturn_limits_total', { limit: 'client' });
    if (wait > 0) return problemResponse({ code: 'too-many-tries', retryAfter: wait });
    const bearer = await bearerFor(gateway, request.data);
    if (bearer && 'problem' in bearer) return refusedResponse(bearer);
    const { link } = request.data;
    if (link !== undefined) return continuedResponse(await continueFlow(gateway, link, admission));
    return context.json(await beginFlow(gateway, request.data, admission, bearer), 201);
  });

  app.post('/revocations', wantsJson, async (context) => {
    const request = revokeRequest.safeParse(await json(context.req.raw));
    if (!request.success) return problemResponse({ code: 'invalid-answer' });
    return (await revokeFlow(gateway, request.data.token))
      ? context.body(null, 204)
      : problemResponse({ code: 'flow-expired' });
  });

  app.post('/flows/:id', wantsJson, async (context) => {
    const request = answerRequest.safeParse(await json(context.req.raw));
    if (!request.success) return problemResponse({ code: 'invalid-answer' });
    return answerResponse(await answerFlow(gateway, context.req.param('id'), request.data));
  });

  app.post('/requests', wantsJson, async (context) => {
    const request = helpRequest.safeParse(await json(context.req.raw));
    if (!takesRequests(gateway.tenant) || !request.success)
      return problemResponse({ code: 'invalid-answer' });
    const admission = await admit(gateway, client(context));
    const wait = admission.wait || (await askForHelp(gateway, request.data, admission.client));
    if (wait > 0) return problemResponse({ code: 'too-many-tries', retryAfter: wait });
    return context.body(null, 202);
  });

  app.delete('/flows/:id', async (context) => {
    await endFlow(gateway, context.req.param('id'));
    return context.body(null, 204);
  });
  return app;
};
