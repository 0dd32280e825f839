import type { CAC } from 'cac';
import type { KitOptions } from '../run/kit.ts';

/** `keyturn kit lint <file> [--kit folder]` */
export const kit = (program: CAC): void => {
  program
    .command('kit <lint> <file>', 'Checks the letters of a kit: sizes, contrast, links, words')
    .option('--kit <folder>', 'a kit that somebody has edited; otherwise the tenant’s own letters')
    .action(async (what: string, file: string, options: KitOptions) => {
      const { kit: run } = await import('../run/kit.ts');
      if (!(await run(what, file, options))) process.exitCode = 1;
    });
};
