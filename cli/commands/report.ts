import type { CAC } from 'cac';
import type { ReportOptions } from '../run/report.ts';

/** `keyturn report <resets|registrations|totals> <tenant>` */
export const report = (program: CAC): void => {
  program
    .command(
      'report <resets|registrations|totals> <file>',
      'Tells who reset and registered what, and how it ended',
    )
    .option('--data <folder>', 'where the store and its secret are kept', { default: 'data' })
    .option('--from <date>', 'first day, as 2026-01-31; thirty days before --to without it')
    .option('--to <date>', 'the day after the last one; now without it')
    .option('--csv', 'CSV instead of JSON')
    .option('--pseudonyms', 'fingerprints in the place of people')
    .action(async (what: string, file: string, options: ReportOptions) =>
      (await import('../run/report.ts')).report(what, file, options),
    );
};
