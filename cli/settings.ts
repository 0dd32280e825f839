// What the gateway is told by its environment: secrets, and where things are. Each may be given as a file's path instead
// (`…_FILE`), as containers hand secrets over.
import { readFileSync } from 'node:fs';
import { UsageError } from './report-error.ts';

/** Every setting of the environment, and whether it's a secret. `…_FILE` may name a file for each. */
export const settings = {
  KEYTURN_SECRET: true,
  KEYTURN_STORE: true,
  KEYTURN_STORE_CA: false,
  KEYTURN_SMTP_USER: false,
  KEYTURN_SMTP_PASSWORD: true,
  KEYTURN_SMTP_CA: false,
  KEYTURN_DKIM_KEY: true,
  KEYTURN_TEXT_SECRET: true,
  KEYTURN_CALL_SECRET: true,
  KEYTURN_PUSH_SECRET: true,
  KEYTURN_TOKEN_SECRET: true,
  KEYTURN_LDAP_USER: false,
  KEYTURN_LDAP_PASSWORD: true,
  KEYTURN_LDAP_CA: false,
  KEYTURN_TLS_CERT: false,
  KEYTURN_TLS_KEY: true,
  KEYTURN_REPORT_TOKEN: true,
  KEYTURN_BREACH_URL: false,
} as const;

const contentOf = (file: string, name: string): string => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new UsageError(`${name}: ${file} can’t be read.`);
  }
};

/**
 * A setting by name, or from the file that `<name>_FILE` names.
 * @throws UsageError for a file that can't be read or holds nothing: an empty password lets some directories in as nobody
 * (RFC 4513, 5.1.2). And where both are given: whoever changes one goes on with the other.
 */
export const setting = (name: string, env: NodeJS.ProcessEnv = process.env): string | undefined => {
  const file = env[`${name}_FILE`];
  if (!file) return env[name] || undefined;
  if (env[name]) throw new UsageError(`${name} and ${name}_FILE are both set: want one of them.`);
  const content = contentOf(file, `${name}_FILE`);
  if (content !== '') return content;
  throw new UsageError(`${name}_FILE: ${file} is empty: put what it is to hold in there.`);
};

/**
 * The certificate of an authority, in PEM; undefined where the system's own are trusted.
 * @throws UsageError for anything else.
 */
export const authoritySetting = (name: string, env: NodeJS.ProcessEnv): string | undefined => {
  const ca = setting(name, env);
  if (ca === undefined || ca.includes('-----BEGIN CERTIFICATE-----')) return ca;
  throw new UsageError(`${name}: want a certificate in PEM, or ${name}_FILE its path.`);
};
