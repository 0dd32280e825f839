import { UsageError } from './report-error.ts';

/**
 * A port as it was typed.
 * @throws UsageError for anything but a whole number from 1 to 65535.
 */
export const portFrom = (text: string): number => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new UsageError(`--port ${text}: want a whole number from 1 to 65535`);
  return port;
};
