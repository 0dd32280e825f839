import type { CAC } from 'cac';
import type { ServeOptions } from '../run/serve.ts';

/** `keyturn serve <file>` */
export const serve = (program: CAC): void => {
  program
    .command('serve <file>', 'Runs the gateway alone, behind a reverse proxy or by TLS of its own')
    .option('--port <number>', 'port', { default: process.env.PORT || '8080' })
    .option('--host <address>', 'address to listen on', { default: '127.0.0.1' })
    .option('--data <folder>', 'where the store and its secret are kept', { default: 'data' })
    .option('--people <file>', 'people for an empty embedded directory (YAML or JSON)')
    .option('--metrics <address>', 'port, or host:port, for /metrics and /readyz: watch it there')
    .option('--print-config', 'print what it would run with, and where that comes from, and end')
    .action(async (file: string, options: ServeOptions) =>
      (await import('../run/serve.ts')).serve(file, options),
    );
};
