// The directory that the tenant file names, with the environment's secrets.
import { activeDirectory } from '../gateway/directory/active-directory.ts';
import { brokenFilter } from '../gateway/directory/ldap/filters.ts';
import type { LdapDirectory } from '../gateway/directory/ldap/ldap-directory.ts';
import type { LdapSettings } from '../gateway/directory/ldap/settings.ts';
import { openldapDirectory } from '../gateway/directory/openldap.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { UsageError } from './report-error.ts';
import { authoritySetting, setting } from './settings.ts';

const kinds = { openldap: openldapDirectory, 'active-directory': activeDirectory };

const needed = (name: string, kind: string, env: NodeJS.ProcessEnv): string => {
  const value = setting(name, env);
  if (value === undefined)
    throw new UsageError(
      `${name} is missing: gateway.directory is ${kind}, and the gateway needs an account there. ${name}_FILE may name a file with it.`,
    );
  return value;
};

/**
 * Opens the tenant's LDAP directory; undefined where accounts are in the gateway's own store. It connects when it's
 * first asked.
 * @throws UsageError where something is missing or can't be used.
 */
export const directoryFrom = (
  { gateway, organization }: Tenant,
  log: LdapSettings['log'],
  env: NodeJS.ProcessEnv = process.env,
): LdapDirectory | undefined => {
  const directory = gateway?.directory;
  if (!directory || directory.kind === 'embedded') return undefined;
  const { kind, timeout, ...options } = directory;
  const broken = brokenFilter(options);
  if (broken) throw new UsageError(`gateway.directory.userFilter: ${broken}`);
  const ca = authoritySetting('KEYTURN_LDAP_CA', env);
  return kinds[kind]({
    ...options,
    timeout: timeout * 1000,
    user: needed('KEYTURN_LDAP_USER', kind, env),
    password: needed('KEYTURN_LDAP_PASSWORD', kind, env),
    ca,
    domains: organization.domains,
    countryCode: organization.countryCode,
    log,
  });
};
