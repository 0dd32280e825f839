import { setFlagsFromString } from 'node:v8';
import type { CAC } from 'cac';
import type { ServeOptions } from '../run/serve.ts';

// What a request makes is gone when it's answered, so a nursery of a megabyte is enough. V8 would let the first busy minute
// widen it to 32 MB, a quarter of all that the gateway needs, and keep it.
const staySmall = (): void => setFlagsFromString('--semi-space-growth-factor=1');

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
    .action(async (file: string, options: ServeOptions) => {
      staySmall();
      await (await import('../run/serve.ts')).serve(file, options);
    });
};
