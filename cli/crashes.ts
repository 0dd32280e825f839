// What a gateway leaves behind when something fails that nobody foresaw: a line that says where, and nothing of what it was
// just working on. Node itself would write the error with all that hangs on it, and where it's told to, a report with the
// environment in it, secrets and all.

const most = 12; // frames

const like = (text: unknown, usual: RegExp): string | undefined =>
  typeof text === 'string' && usual.test(text) ? text : undefined;

// Where it happened. What stands before the first frame is the message, which may hold what somebody typed.
const framesOf = (stack: unknown): string[] =>
  (typeof stack === 'string' ? stack : '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at \S.*:\d+:\d+\)?$/.test(line))
    .slice(0, most);

/** An error without its words. */
export const wordless = (error: unknown) => {
  const { name, code, stack } = (error ?? {}) as NodeJS.ErrnoException;
  return {
    error: like(name, /^[A-Z][A-Za-z]{0,40}$/) ?? 'unknown',
    code: like(code, /^[A-Z][A-Z0-9_]{0,40}$/),
    at: framesOf(stack),
  };
};

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
