import type { CAC } from 'cac';
import type { PreviewAddress } from '../port.ts';

/** `keyturn dev <file>` */
export const dev = (program: CAC): void => {
  program
    .command('dev <file>', 'Shows a tenant while its file is edited, with a gateway behind it')
    .option('--port <number>', 'port', { default: process.env.PORT || '4321' })
    .option('--host <address>', 'address to listen on', { default: '127.0.0.1' })
    .action(async (file: string, options: PreviewAddress) =>
      (await import('../run/dev.ts')).dev(file, options),
    );
};
