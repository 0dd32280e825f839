// How messages go out: by what the tenant file names, with the environment's secrets.
import type { MethodKind } from '../backends/protocol/kinds.ts';
import type { ApprovalSecrets } from '../gateway/approvals.ts';
import type { Send } from '../gateway/delivery/delivery.ts';
import { smtp } from '../gateway/delivery/smtp.ts';
import { approvalHook, webhook } from '../gateway/delivery/webhook.ts';
import type { Ways } from '../gateway/delivery/worker.ts';
import { backendUrl } from '../tenant/addresses.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { dkimKeySetting } from './dkim-key.ts';
import { mailLogin, textSecretSetting } from './environment.ts';
import { UsageError } from './report-error.ts';
import { authoritySetting } from './settings.ts';

const needs = [
  ['email', 'mail', 'the SMTP server'],
  ['sms', 'text', 'the webhook'],
  ['call-mobile', 'call', 'the webhook'],
  ['call-office', 'call', 'the webhook'],
  ['push', 'push', 'the webhook'],
] as const satisfies (readonly [MethodKind, string, string])[];

/**
 * The ways out of a tenant. `close` lets go of the mail server, which would keep the process alive.
 * @throws UsageError for a method of the policy that nothing delivers.
 */
export const waysFrom = (
  tenant: Tenant,
  secrets: ApprovalSecrets,
  env: NodeJS.ProcessEnv = process.env,
): Ways & { close(): void } => {
  const { mail, text, call, push } = tenant.gateway ?? {};
  for (const [method, key, what] of needs)
    if (tenant.policy.methods.includes(method) && !tenant.gateway?.[key])
      throw new UsageError(
        `policy.methods has ${method}, but gateway.${key} is missing: name ${what} there.`,
      );
  const ca = authoritySetting('KEYTURN_SMTP_CA', env);
  const dkimKey = dkimKeySetting(tenant, env);
  const email = mail ? smtp({ url: mail, ...mailLogin(env), ca, dkimKey }, tenant) : undefined;
  const asking = (url: string | undefined, secret: string | undefined): Send | undefined =>
    url && secret ? approvalHook({ url, secret, backend: backendUrl(tenant)! }) : undefined;
  return {
    email,
    sms: text ? webhook(text, textSecretSetting(env)) : undefined,
    call: asking(call, secrets.call),
    push: asking(push, secrets.push),
    close: () => email?.close(),
  };
};
