import { createHash } from 'node:crypto';
import { wordKeys } from '../locales/tables.ts';
import type { PortalInput } from '../site/publish/index.ts';
import { basePath } from '../tenant/addresses.ts';
import { contrastTable } from '../tenant/brand/index.ts';
import type { Tenant } from '../tenant/tenant.ts';

/** A file that was written, with its size. Its content is kept only where the report needs it. */
export type Weighed = { path: string; bytes: number; body: string | Uint8Array };

/** What a tenant should know beyond the figures. */
export const notesOn = (tenant: Tenant): string[] => {
  const base = basePath(tenant);
  const notes = [
    base !== '/' &&
      `the portal lives under ${base}: put portal/.well-known/ at the root of ${new URL(tenant.portal.url).host}`,
    !tenant.security && 'no security section: there is no security.txt',
    tenant.policy.password.classes > 0 &&
      'policy.password.classes: NIST SP 800-63B-4 advises against composition rules',
    tenant.policy.methods.includes('questions') &&
      'policy.methods has questions: NIST SP 800-63B-4 and OWASP ASVS 6.4.2 advise against them',
  ];
  return notes.filter((note) => note !== false);
};

const integrity = (body: string | Uint8Array): string =>
  `sha384-${createHash('sha384').update(body).digest('base64')}`;

const sizes = (files: readonly Weighed[]) => files.map(({ path, bytes }) => ({ path, bytes }));

/** `report.json`: what was made, how large it is, and what was shifted in the brand. The same input gives the same bytes. */
export const reportOn = (
  { tenant, published }: PortalInput,
  portal: readonly Weighed[],
  kit: readonly Weighed[],
  input?: string,
) => {
  const { tokens } = published;
  const embed = portal.find(({ path }) => path === 'embed/keyturn.js');
  const own = (code: Tenant['locales'][number]) => Object.keys(tenant.text[code] ?? {}).length;
  return {
    id: tenant.id,
    input,
    goodUntil: tenant.security?.expires,
    organization: tenant.organization.name,
    url: tenant.portal.url,
    backend: tenant.backend.kind,
    notes: notesOn(tenant),
    locales: tenant.locales.map((code) => ({ code, texts: wordKeys.length, ownTexts: own(code) })),
    brand: {
      shifted: tokens.shifts,
      contrast: { light: contrastTable(tokens.light), dark: contrastTable(tokens.dark) },
    },
    embed: embed && { path: embed.path, bytes: embed.bytes, integrity: integrity(embed.body) },
    portal: sizes(portal),
    kit: sizes(kit),
  };
};
