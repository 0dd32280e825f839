import type { Command } from 'commander';
import { tenantJsonSchema } from '../../tenant/json-schema.ts';
import { say } from '../report-error.ts';

/** `keyturn schema` */
export const schema = (program: Command): void => {
  program
    .command('schema')
    .description('Prints the JSON Schema of the tenant file, for editors.')
    .action(() => say(JSON.stringify(tenantJsonSchema(), null, 2)));
};
