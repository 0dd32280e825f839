import type { CAC } from 'cac';
import type { PreviewAddress } from '../port.ts';

/** `keyturn demo` */
export const demo = (program: CAC): void => {
  program
    .command('demo', 'Shows the Contoso example whole, with made-up people and their messages')
    .option('--port <number>', 'port', { default: process.env.PORT || '4321' })
    .option('--host <address>', 'address to listen on', { default: '127.0.0.1' })
    .action(async (options: PreviewAddress) => (await import('../run/demo.ts')).demo(options));
};
