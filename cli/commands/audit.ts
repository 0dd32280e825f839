import type { CAC } from 'cac';
import type { AuditOptions } from '../run/audit.ts';

/** `keyturn audit verify` */
export const audit = (program: CAC): void => {
  program
    .command('audit <verify>', 'Checks that no entry of the audit log was changed or left out')
    .option('--data <folder>', 'where the store and its secret are kept', { default: 'data' })
    .option('--seal <text>', 'a seal that was noted before: it must still be in the chain')
    .action(async (what: string, options: AuditOptions) => {
      const { audit: run } = await import('../run/audit.ts');
      if (!(await run(what, options))) process.exitCode = 1;
    });
};
