import type { CAC } from 'cac';
import { say } from '../report-error.ts';

/** `keyturn schema` */
export const schema = (program: CAC): void => {
  program
    .command('schema', 'Prints the JSON Schema of the tenant file, for editors')
    .action(async () => {
      const { tenantJsonSchema } = await import('../../tenant/json-schema.ts');
      say(JSON.stringify(tenantJsonSchema(), null, 2));
    });
};
