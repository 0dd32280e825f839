// What a gateway leaves behind when something fails that nobody foresaw: a line that says where, and nothing of what it was
// just working on. Node itself would write the error with all that hangs on it, and where it's told to, a report with the
// environment in it, secrets and all.

import { wordless } from '../gateway/wordless.ts';

/** From now on a failure that nobody foresaw, or a promise that nobody waited for, is logged so, and ends the process. */
export const crashWordlessly = (log: (entry: Record<string, unknown>) => void): void => {
  const { report } = process;
  report.reportOnFatalError = false;
  report.reportOnUncaughtException = false;
  report.reportOnSignal = false;
  report.excludeEnv = true;
  process.on('uncaughtException', (error, origin) => {
    log({ level: 'error', message: 'crashed', origin, ...wordless(error) });
    process.exit(1);
  });
};
