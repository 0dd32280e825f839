import { UsageError } from './report-error.ts';

/** Where a preview listens, as it was typed: on this machine alone unless told otherwise. */
export type PreviewAddress = { port: string; host: string };

/**
 * A port as it was typed.
 * @throws UsageError for anything but a whole number from 1 to 65535.
 */
export const portFrom = (text: string): number => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535)
    throw new UsageError(`port ${text}: want a whole number from 1 to 65535.`);
  return port;
};
