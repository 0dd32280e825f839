// Settings that nobody reads: those with a wrong name, and those that the tenant file has no use for. Either way somebody
// believes that they hold.
import { closest, distance } from 'fastest-levenshtein';
import type { Tenant } from '../tenant/tenant.ts';
import { UsageError } from './report-error.ts';
import { settings } from './settings.ts';

const names = [...Object.keys(settings), 'KEYTURN_VERIFY_PASSWORD'];
const known = names.flatMap((name) => [name, `${name}_FILE`]);

/**
 * Looks for settings whose names are nearly right: a `KEYTURN_STOR` would leave everything in the wrong store. Others are let
 * be, for orchestrators make some of their own (Kubernetes: KEYTURN_SERVICE_HOST).
 * @throws UsageError with the name that was meant.
 */
export const checkNames = (env: NodeJS.ProcessEnv = process.env): void => {
  for (const name of Object.keys(env)) {
    if (!name.startsWith('KEYTURN_') || known.includes(name)) continue;
    const near = closest(name, known);
    if (distance(name, near) <= 2)
      throw new UsageError(`${name}: there is no such setting. Did you mean ${near}?`);
  }
};

type Use = [key: string, used: (tenant: Tenant) => unknown, names: readonly string[]];

const uses: readonly Use[] = [
  [
    'gateway.mail',
    ({ gateway }) => gateway?.mail,
    ['KEYTURN_SMTP_USER', 'KEYTURN_SMTP_PASSWORD', 'KEYTURN_SMTP_CA'],
  ],
  ['gateway.dkim', ({ gateway }) => gateway?.dkim, ['KEYTURN_DKIM_KEY']],
  ['gateway.text', ({ gateway }) => gateway?.text, ['KEYTURN_TEXT_SECRET']],
  ['gateway.call', ({ gateway }) => gateway?.call, ['KEYTURN_CALL_SECRET']],
  ['gateway.push', ({ gateway }) => gateway?.push, ['KEYTURN_PUSH_SECRET']],
  ['gateway.tokens', ({ gateway }) => gateway?.tokens, ['KEYTURN_TOKEN_SECRET']],
  [
    'gateway.directory',
    ({ gateway }) => gateway?.directory,
    ['KEYTURN_LDAP_USER', 'KEYTURN_LDAP_PASSWORD', 'KEYTURN_LDAP_CA'],
  ],
  [
    'policy.password.breachCheck',
    ({ policy }) => policy.password.breachCheck,
    ['KEYTURN_BREACH_URL'],
  ],
];

/** What the log says of settings that are given for nothing: which, and what is missing in the tenant file. */
export const unusedSettings = (
  tenant: Tenant,
  env: NodeJS.ProcessEnv = process.env,
): Record<string, string>[] =>
  uses
    .filter(([, used]) => !used(tenant))
    .flatMap(([key, , all]) =>
      all
        .filter((name) => env[name] || env[`${name}_FILE`])
        .map((setting) => ({
          level: 'warn',
          message: 'setting unused',
          setting,
          advice: `it’s for ${key}, which the tenant file doesn’t set`,
        })),
    );
