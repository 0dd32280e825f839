// The secrets that the environment gives, each checked for whether it can be what it's for.
import type { ApprovalSecrets } from '../gateway/approvals.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { UsageError } from './report-error.ts';
import { setting } from './settings.ts';

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

const shortestSecret = 32; // bytes: as long as the hash, as HS256 wants it too (RFC 7518, 3.2)

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
 * The token with which administrators read the reports; undefined where nobody does.
 * @throws UsageError for one that is too short, or can't stand in a header.
 */
export const reportTokenSetting = (env: NodeJS.ProcessEnv = process.env): string | undefined => {
  const token = setting('KEYTURN_REPORT_TOKEN', env);
  if (token === undefined || (token.length >= shortestSecret && /^[!-~]+$/.test(token)))
    return token;
  throw new UsageError(
    `KEYTURN_REPORT_TOKEN: want at least ${shortestSecret} letters, digits and signs without spaces. Make it with: openssl rand -hex 32`,
  );
};

const signingSecret = (name: string, why: string, env: NodeJS.ProcessEnv): string => {
  const secret = setting(name, env) ?? '';
  if (Buffer.byteLength(secret) >= shortestSecret) return secret;
  throw new UsageError(
    `${name}: want at least ${shortestSecret} bytes, got ${Buffer.byteLength(secret)}. ${why} Make it with: openssl rand -hex 32`,
  );
};

/**
 * What signs texts on their way to the webhook of `gateway.text`.
 * @throws UsageError where it is missing, or so short that it could be found from what it has signed.
 */
export const textSecretSetting = (env: NodeJS.ProcessEnv = process.env): string =>
  signingSecret(
    'KEYTURN_TEXT_SECRET',
    'What goes to gateway.text is signed with it: without it anybody could send texts there.',
    env,
  );

const approvalSecret = (name: string, env: NodeJS.ProcessEnv): string =>
  signingSecret(
    name,
    'Answers to what gateway.call and gateway.push ask are signed with it: without it anybody could give them.',
    env,
  );

/**
 * What the webhooks of calls and notifications share with the gateway, as they are written.
 * @throws UsageError where one is missing or too short.
 */
export const approvalSecretsFrom = (
  { gateway }: Pick<Tenant, 'gateway'>,
  env: NodeJS.ProcessEnv = process.env,
): ApprovalSecrets => ({
  call: gateway?.call ? approvalSecret('KEYTURN_CALL_SECRET', env) : undefined,
  push: gateway?.push ? approvalSecret('KEYTURN_PUSH_SECRET', env) : undefined,
});

/**
 * The login at the mail server; nothing where it wants none.
 * @throws UsageError for half of one.
 */
export const mailLogin = (
  env: NodeJS.ProcessEnv = process.env,
): { user?: string; password?: string } => {
  const names = ['KEYTURN_SMTP_USER', 'KEYTURN_SMTP_PASSWORD'] as const;
  const [user, password] = names.map((name) => setting(name, env));
  if ((user === undefined) === (password === undefined)) return { user, password };
  const missing = names[user === undefined ? 0 : 1];
  throw new UsageError(
    `${missing} is missing: a login at gateway.mail is both ${names.join(' and ')}. Give both, or neither where the server wants none.`,
  );
};

/**
 * Another range service than Have I Been Pwned's, by its address up to the five signs that are asked for.
 * @throws UsageError for what is none: a service that never answers stands in nobody's way, so nobody would notice.
 */
export const breachUrlSetting = (env: NodeJS.ProcessEnv = process.env): string | undefined => {
  const name = 'KEYTURN_BREACH_URL';
  const text = setting(name, env);
  if (text === undefined || (/^https?:\/\/.*\/$/.test(text) && URL.canParse(text))) return text;
  throw new UsageError(
    `${name}: got ${JSON.stringify(text)}, want an https address that ends in /, such as https://breaches.contoso.com/range/`,
  );
};
