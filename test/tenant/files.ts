import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadTenant } from '../../tenant/load.ts';
import { TenantError, printProblem } from '../../tenant/problem.ts';
import type { Tenant } from '../../tenant/tenant.ts';

/** A tenant file with nothing wrong: each wrong one below is this one with a line changed. */
export const right = `organization:
  name: Contoso Ltd
  domains: [contoso.com]
portal:
  url: https://passwords.contoso.com/
locales: [en, nl]
support:
  email: help@contoso.com
backend:
  kind: http
  url: /api
policy:
  methods: [email, sms]
`;

/** Runs `use` with a folder that holds these files, and removes it afterwards. */
export const withFiles = async <T>(
  files: Record<string, string | Uint8Array>,
  use: (folder: string) => Promise<T>,
): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-test-'));
  try {
    for (const [name, content] of Object.entries(files))
      await writeFile(join(folder, name), content);
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Loads a tenant file with this content. */
export const load = (
  content: string,
  name = 'tenant.yaml',
  others: Record<string, string | Uint8Array> = {},
): Promise<Tenant> =>
  withFiles({ ...others, [name]: content }, (folder) => loadTenant(join(folder, name)));

/** What the terminal would say of a wrong file, without the folder's name; or that nothing is wrong. */
export const complaintsOf = async (
  content: string,
  name = 'tenant.yaml',
  others: Record<string, string | Uint8Array> = {},
): Promise<string> => {
  try {
    await load(content, name, others);
    return 'nothing wrong';
  } catch (error) {
    if (!(error instanceof TenantError)) throw error;
    return error.problems.map((one) => printProblem({ ...one, file: name })).join('\n');
  }
};
