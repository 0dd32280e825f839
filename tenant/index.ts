// The tenant file's public face: `import { defineTenant } from 'keyturn'`. It's loaded with every tenant file in code,
// so it leads to nothing else.
export { defineTenant } from './tenant.ts';
export type { TenantFile } from './schema/index.ts';
