import { wordKeys } from '../locales/tables.ts';
import type { PortalInput } from '../site/publish/index.ts';
import { basePath } from '../tenant/addresses.ts';
import { contrastTable } from '../tenant/brand/index.ts';
import type { Tenant } from '../tenant/tenant.ts';

/** A file that was written, with its size, and the seal of what is printed. */
export type Weighed = { path: string; bytes: number; seal?: string };

/** What was written, by folder. */
export type Outputs = Record<'portal' | 'kit' | 'hosting', readonly Weighed[]>;

/** What a tenant should know beyond the figures. */
const notesOn = (tenant: Tenant): string[] => {
  const base = basePath(tenant);
  const notes = [
    base !== '/' &&
      `the portal lives under ${base}: put portal/.well-known/ at the root of ${new URL(tenant.portal.url).host}`,
    !tenant.security && 'no security section: there is no security.txt',
    tenant.policy.password.classes > 0 &&
      'policy.password.classes: NIST SP 800-63B-4 advises against composition rules',
    tenant.policy.password.expiryDays > 0 &&
      'policy.password.expiryDays: NIST SP 800-63B-4 forbids changes by the calendar',
    tenant.policy.methods.includes('questions') &&
      'policy.methods has questions: NIST SP 800-63B-4 and OWASP ASVS 6.4.2 advise against them',
  ];
  return notes.filter((note) => note !== false);
};

/** `report.json`: what was made, how large it is, and what was shifted in the brand. The same input gives the same bytes. */
export const reportOn = (
  { tenant, published, embed, older }: PortalInput,
  { portal, kit, hosting }: Outputs,
  { input, hosts = [] }: { input?: string; hosts?: readonly string[] } = {},
) => {
  const { tokens } = published;
  const own = (code: Tenant['locales'][number]) => Object.keys(tenant.text[code] ?? {}).length;
  return {
    id: tenant.id,
    input,
    goodUntil: tenant.security?.expires,
    organization: tenant.organization.name,
    url: tenant.portal.url,
    backend: tenant.backend.kind,
    host: tenant.portal.host ?? 'any',
    notes: [...notesOn(tenant), ...hosts],
    locales: tenant.locales.map((code) => ({ code, texts: wordKeys.length, ownTexts: own(code) })),
    brand: {
      shifted: tokens.shifts,
      contrast: { light: contrastTable(tokens.light), dark: contrastTable(tokens.dark) },
    },
    embed: {
      path: embed.path,
      bytes: Buffer.byteLength(embed.body),
      integrity: embed.integrity,
      former: older.map(({ path }) => path),
    },
    portal,
    kit,
    hosting,
  };
};

/** What the report says. */
export type Report = ReturnType<typeof reportOn>;
