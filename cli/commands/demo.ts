import type { CAC } from 'cac';

/** `keyturn demo` */
export const demo = (program: CAC): void => {
  program
    .command('demo', 'Shows the Contoso example whole, with made-up people and their messages')
    .option('--port <number>', 'port', { default: process.env.PORT ?? '4321' })
    .action(async (options: { port: string }) => (await import('../run/demo.ts')).demo(options));
};
