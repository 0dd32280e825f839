import type { CAC } from 'cac';
import type { BuildOptions } from '../run/build.ts';

/** `keyturn build <file…> [--out dist] [--jobs n]` */
export const build = (program: CAC): void => {
  program
    .command('build <...files>', 'Builds each tenant’s portal, kit for comms, and report.json')
    .option('--out <folder>', 'where the output goes, a folder per tenant', { default: 'dist' })
    .option('--force', 'build also what has not changed')
    .option('--pictures', 'a browser takes pictures of the portal for the guide')
    .option('--jobs <n>', 'how many processes build them (default: as many as there are cores)')
    .action(async (files: string[], options: BuildOptions) => {
      const { build: run } = await import('../run/build.ts');
      if (!(await run(files, options))) process.exitCode = 1;
    });
};
