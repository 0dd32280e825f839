import type { CAC } from 'cac';

/** `keyturn dev <file>` */
export const dev = (program: CAC): void => {
  program
    .command('dev <file>', 'Shows a tenant while its file is edited, with a gateway behind it')
    .option('--port <number>', 'port', { default: process.env.PORT ?? '4321' })
    .action(async (file: string, options: { port: string }) =>
      (await import('../run/dev.ts')).dev(file, options),
    );
};
