import type { CAC } from 'cac';
import type { Given } from '../init/questions.ts';

/** `keyturn init [folder]` */
export const init = (program: CAC): void => {
  program
    .command('init [folder]', 'Asks a few questions and writes a tenant folder')
    .option('--name <text>', 'the organisation’s name')
    .option('--domain <name>', 'its mail domain')
    .option('--url <address>', 'where the portal will be published (https)')
    .option('--locales <list>', 'languages, such as en,nl')
    .option('--color <colour>', 'the brand colour')
    .option('--backend <kind>', 'http (our gateway), entra, or links')
    .option('--reset-url <address>', 'for links: where a password is reset')
    .option('--support <way>', 'the help desk’s mail address, telephone number or page')
    .action(async (folder: string | undefined, given: Given) =>
      (await import('../run/init.ts')).init(folder, given),
    );
};
