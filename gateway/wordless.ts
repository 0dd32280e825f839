// An error as the log may have it. What somebody typed can stand in the words of one that nobody foresaw, and nothing of it is
// to be found in a log; where it happened is enough to mend it.

const most = 12; // frames

const like = (text: unknown, usual: RegExp): string | undefined =>
  typeof text === 'string' && usual.test(text) ? text : undefined;

// Where it happened. What stands before the first frame is the message.
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
    code: like(code, /^[A-Z0-9][A-Z0-9_]{0,40}$/),
    at: framesOf(stack),
  };
};

// Of the system, SQLite, and PostgreSQL: connections (08), room (53), an operator (57). They speak of a disk or a server, and
// of no value.
const outside = /^(?:E[A-Z0-9]+|ERR_SQLITE_ERROR|(?:08|53|57)[0-9A-Z]{3})$/;
// What the driver of PostgreSQL says without a code.
const unreached =
  /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded)/;

/** An error that kept a request from its end, for the log: with its words where what failed is outside the gateway. */
export const failureOf = (error: unknown) => {
  const { code = '', message = '' } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  const isOutside = outside.test(code) || unreached.test(message);
  return { message: 'failed', ...wordless(error), detail: isOutside ? message : undefined };
};
