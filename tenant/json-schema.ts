import * as z from 'zod';
import { tenantFile } from './schema/index.ts';

/** The JSON Schema (draft 2020-12) of the tenant file, for editors: what may be written, with every key explained. */
export const tenantJsonSchema = (): Record<string, unknown> => ({
  title: 'Keyturn tenant file',
  ...z.toJSONSchema(tenantFile, { io: 'input', unrepresentable: 'any' }),
});
