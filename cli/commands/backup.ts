import type { CAC } from 'cac';
import type { BackupOptions } from '../run/backup.ts';

/** `keyturn backup <file>` */
export const backup = (program: CAC): void => {
  program
    .command('backup <file>', 'Copies the store into a file, while a gateway works on it')
    .option('--data <folder>', 'where the store and its secret are kept', { default: 'data' })
    .action(async (file: string, options: BackupOptions) =>
      (await import('../run/backup.ts')).backup(file, options),
    );
};
