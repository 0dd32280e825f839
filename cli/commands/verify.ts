import type { CAC } from 'cac';
import type { VerifyOptions } from '../run/verify.ts';

/** `keyturn verify <url>` */
export const verify = (program: CAC): void => {
  program
    .command('verify <url>', 'Holds a backend to the promises of the protocol, with a test account')
    .option('--account <name>', 'a test account with a mail address; its password is changed')
    .option('--outbox <url>', 'where its messages are read, as JSON: [{text}], newest first')
    .option('--ask', 'asks you for the codes that it is sent')
    .option('--origin <url>', 'a page that the backend lets in')
    .action(async (url: string, options: VerifyOptions) => {
      const { verify: run } = await import('../run/verify.ts');
      if (!(await run(url, options))) process.exitCode = 1;
    });
};
