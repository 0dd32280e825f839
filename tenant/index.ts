// The tenant file's public face: `import { defineTenant } from 'keyturn'`.
export { defineTenant, type Tenant } from './tenant.ts';
export { loadTenant } from './load.ts';
export { TenantError, type Problem } from './problem.ts';
export type { TenantFile } from './schema/index.ts';
