import type { CAC } from 'cac';

/** `keyturn check <file…>` */
export const check = (program: CAC): void => {
  program
    .command('check <...files>', 'Checks tenant files: every problem with its line and what to do')
    .action(async (files: string[]) => {
      const { check: run } = await import('../run/check.ts');
      if (!(await run(files))) process.exitCode = 1;
    });
};
