// Where those who call people, or notify them, bring the answers.
import { Hono } from 'hono';
import { type ApprovalSecrets, approvalRequest } from '../approvals.ts';
import type { Gateway } from '../context.ts';
import { isSigned, signatureHeader } from '../delivery/signature.ts';
import { flowKey } from '../secrets.ts';
import type { Approval } from '../store/store.ts';
import type { Env } from './env.ts';
import { problemResponse } from './problems.ts';

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const channels: readonly Approval['channel'][] = ['call', 'push'];

// Whose answer it is follows from the secret that signed it: a provider of calls approves calls alone.
const signersOf = (secrets: ApprovalSecrets, header: string | undefined, body: string) =>
  channels.filter((one) => secrets[one] && isSigned(secrets[one], header, body));

/**
 * `POST /approvals/{id}` with `{id, approved, number?}`, signed by the provider as the gateway's own calls are: the first
 * answer in time counts, and 204 says that it did. Whatever else comes changes nothing.
 */
export const approvalRoutes = (gateway: Gateway): Hono<Env> => {
  const app = new Hono<Env>();
  app.post('/approvals/:id', async (context) => {
    const body = await context.req.text();
    const signers = signersOf(gateway.approvalSecrets, context.req.header(signatureHeader), body);
    if (signers.length === 0) {
      gateway.log({ level: 'warn', message: 'approval refused', reason: 'not signed' });
      return problemResponse({ code: 'not-signed-in' });
    }
    const given = approvalRequest.safeParse(parsed(body));
    if (!given.success || given.data.id !== context.req.param('id'))
      return problemResponse({ code: 'invalid-answer' });
    const { id, ...answer } = given.data;
    return (await gateway.store.approvals.answer(flowKey(id), signers, answer))
      ? context.body(null, 204)
      : problemResponse({ code: 'flow-expired' });
  });
  return app;
};
