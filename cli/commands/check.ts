import type { Command } from 'commander';
import { loadTenant } from '../../tenant/load.ts';
import { report, say } from '../report-error.ts';

const checkOne = async (file: string): Promise<boolean> => {
  try {
    const { organization, locales } = await loadTenant(file);
    say(`${file}: fine. ${organization.name}, ${locales.join(', ')}.`);
    return true;
  } catch (error) {
    report(error);
    return false;
  }
};

/** `keyturn check <file…>` */
export const check = (program: Command): void => {
  program
    .command('check')
    .description(
      'Checks tenant files: every problem with its line, what is wanted and what to do. Exits 1 if any.',
    )
    .argument('<file...>', 'tenant files (YAML, JSON, TypeScript or JavaScript)')
    .action(async (files: string[]) => {
      const results: boolean[] = [];
      for (const file of files) results.push(await checkOne(file));
      if (results.includes(false)) process.exitCode = 1;
    });
};
