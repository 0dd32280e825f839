// The routes of flows.
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
import { type Call, header, json, jsonReply, type Reply } from './call.ts';
import { answerReply, problemReply, refusedReply } from './problems.ts';

/** What answers a call; `id` is the last part of its path, where the route says so. */
export type Handler = (call: Call, id: string) => Reply | Promise<Reply>;

// No plain form can say so.
const ifJson =
  (handler: Handler): Handler =>
  (call, id) =>
    /^application\/json\s*(;|$)/i.test(header(call, 'content-type') ?? '')
      ? handler(call, id)
      : problemReply({ code: 'invalid-answer', status: 415 });

const malformed = problemReply({ code: 'invalid-answer' });
const nothing: Reply = { status: 204 };

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

const continuedReply = (reply: Continued | Answered): Reply => {
  if (reply.trouble || !('id' in reply)) return answerReply(reply);
  const { id, expiresAt, step, revision } = reply;
  return jsonReply({ id, expiresAt, step, revision }, 201);
};

const begins = (gateway: Gateway): Handler => {
  const client = clientOf(gateway.tenant);
  return async (call) => {
    const request = startRequest.safeParse(await json(call));
    if (!request.success) return malformed;
    const admission = await admit(gateway, client(call));
    const { wait } = admission;
    if (wait > 0) gateway.metrics.count('keyturn_limits_total', { limit: 'client' });
    if (wait > 0) return problemReply({ code: 'too-many-tries', retryAfter: wait });
    const bearer = await bearerFor(gateway, request.data);
    if (bearer && 'problem' in bearer) return refusedReply(bearer);
    const { link } = request.data;
    if (link !== undefined) return continuedReply(await continueFlow(gateway, link, admission));
    return jsonReply(await beginFlow(gateway, request.data, admission, bearer), 201);
  };
};

const asksForHelp = (gateway: Gateway): Handler => {
  const client = clientOf(gateway.tenant);
  return async (call) => {
    const request = helpRequest.safeParse(await json(call));
    if (!takesRequests(gateway.tenant) || !request.success) return malformed;
    const admission = await admit(gateway, client(call));
    const wait = admission.wait || (await askForHelp(gateway, request.data, admission.client));
    if (wait > 0) return problemReply({ code: 'too-many-tries', retryAfter: wait });
    return { status: 202 };
  };
};

/** `POST /flows`, and what comes after it. */
export const flowRoutes = (gateway: Gateway): Record<string, Handler> => ({
  'POST /flows': ifJson(begins(gateway)),
  'POST /flows/{id}': ifJson(async (call, id) => {
    const request = answerRequest.safeParse(await json(call));
    return request.success ? answerReply(await answerFlow(gateway, id, request.data)) : malformed;
  }),
  'DELETE /flows/{id}': async (_call, id) => {
    await endFlow(gateway, id);
    return nothing;
  },
  'POST /revocations': ifJson(async (call) => {
    const request = revokeRequest.safeParse(await json(call));
    if (!request.success) return malformed;
    return (await revokeFlow(gateway, request.data.token))
      ? nothing
      : problemReply({ code: 'flow-expired' });
  }),
  'POST /requests': ifJson(asksForHelp(gateway)),
});
