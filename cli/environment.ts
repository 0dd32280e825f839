// What the gateway is told by its environment: secrets, and where things are. Each may be given as a file's path instead
// (`…_FILE`), as containers hand secrets over.
import { readFileSync } from 'node:fs';
import type { Ways } from '../gateway/delivery/worker.ts';
import { smtp } from '../gateway/delivery/smtp.ts';
import { webhook } from '../gateway/delivery/webhook.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { UsageError } from './report-error.ts';

/**
 * A setting by name, or from the file that `<name>_FILE` names.
 * @throws UsageError for a file that can't be read.
 */
export const setting = (name: string, env: NodeJS.ProcessEnv = process.env): string | undefined => {
  const file = env[`${name}_FILE`];
  if (!file) return env[name] || undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new UsageError(`${name}_FILE: ${file} can’t be read.`);
  }
};

/** The gateway's secret from the environment: at least 32 bytes, in base64. Without it one is made beside the store. */
export const secretSetting = (env: NodeJS.ProcessEnv = process.env): Uint8Array | undefined => {
  const text = setting('KEYTURN_SECRET', env);
  if (text === undefined) return undefined;
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length < 32)
    throw new UsageError(
      'KEYTURN_SECRET: want at least 32 bytes in base64. Make one with: openssl rand -base64 32',
    );
  return bytes;
};

const shortestSecret = 32; // bytes: HS256 wants a key as long as its hash (RFC 7518, 3.2)

/**
 * The secret that `gateway.tokens` are signed with, as it is written; undefined where published keys are used.
 * @throws UsageError where it is missing, too short, or there beside published keys.
 */
export const tokenSecretSetting = (
  { gateway }: Tenant,
  env: NodeJS.ProcessEnv = process.env,
): Uint8Array | undefined => {
  const name = 'KEYTURN_TOKEN_SECRET';
  const text = setting(name, env);
  if (!gateway?.tokens) return undefined;
  if (gateway.tokens.jwks && text === undefined) return undefined;
  if (gateway.tokens.jwks)
    throw new UsageError(`${name} is set, and so is gateway.tokens.jwks: want one of them.`);
  const bytes = Buffer.from(text ?? '');
  if (bytes.length < shortestSecret)
    throw new UsageError(
      `${name}: want at least ${shortestSecret} bytes, got ${bytes.length}. gateway.tokens has no jwks, so its tokens are signed with this secret.`,
    );
  return bytes;
};

/**
 * How messages go out, from the tenant file's `gateway` section and the environment's secrets.
 * `close` lets go of the mail server, which would keep the process alive.
 * @throws UsageError for a method of the policy that nothing delivers.
 */
export const waysFrom = (
  tenant: Tenant,
  env: NodeJS.ProcessEnv = process.env,
): Ways & { close(): void } => {
  const { mail, text } = tenant.gateway ?? {};
  const { methods } = tenant.policy;
  if (methods.includes('email') && !mail)
    throw new UsageError(
      'policy.methods has email, but gateway.mail is missing: name the SMTP server there.',
    );
  if (methods.includes('sms') && !text)
    throw new UsageError(
      'policy.methods has sms, but gateway.text is missing: name the webhook there.',
    );
  const user = setting('KEYTURN_SMTP_USER', env);
  const password = setting('KEYTURN_SMTP_PASSWORD', env);
  const ca = setting('KEYTURN_SMTP_CA', env);
  const email = mail ? smtp({ url: mail, user, password, ca }, tenant) : undefined;
  return {
    email,
    sms: text ? webhook(text, setting('KEYTURN_TEXT_SECRET', env)) : undefined,
    close: () => email?.close(),
  };
};
