import { logLine } from './log-line.ts';

const pause = 20; // ms

/**
 * The operator's log. What comes in one moment is written at once: a pipe takes a hundred lines in the time of one, and
 * whoever waits for an answer waits for it. Nothing is left behind when the process ends, however it ends by itself.
 */
export const logTo = (write: (text: string) => void) => {
  let lines = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (lines !== '') write(lines);
    lines = '';
  };
  process.on('exit', flush);
  return (entry: Record<string, unknown>): void => {
    lines += `${logLine(entry)}\n`;
    timer ??= setTimeout(flush, pause);
  };
};
