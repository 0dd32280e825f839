import type { TenantError } from '../tenant/problem.ts';

/** Writes to the terminal's error stream. */
export const complain = (text: string): void => void process.stderr.write(`${text}\n`);

/** Writes to the terminal. */
export const say = (text: string): void => void process.stdout.write(`${text}\n`);

const isTenantError = (error: unknown): error is TenantError =>
  error instanceof Error && error.name === 'TenantError';

const count = (n: number): string => (n === 1 ? '1 problem' : `${n} problems`);

/** A mistake of the person at the keyboard: its sentence is all they need. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

// What the system refuses for reasons outside of this program, in words.
const refusals: Record<string, string> = {
  EACCES: 'there is no permission for it.',
  EPERM: 'there is no permission for it.',
  EROFS: 'nothing can be written there.',
  ENOSPC: 'the disk is full.',
  ENOENT: 'no such file or folder.',
  ENOTDIR: 'a part of this path is a file, not a folder.',
  EEXIST: 'a file is in the way.',
  EISDIR: 'this is a folder; a file is wanted.',
  EADDRINUSE: 'this port is in use already. Choose another one with --port.',
  EADDRNOTAVAIL: 'this machine has no such address.',
  ENOTFOUND: 'there is no such host.',
};

type SystemError = NodeJS.ErrnoException & {
  dest?: string;
  address?: string;
  port?: number;
  hostname?: string;
};

const refusal = (error: unknown): string | undefined => {
  const { code, path, dest, address, port, hostname } = error as SystemError;
  const sentence = code && refusals[code];
  const where = port === undefined ? (dest ?? path ?? hostname) : `${address ?? ''}:${port}`;
  return sentence && where ? `${where}: ${sentence}` : undefined;
};

/**
 * What went wrong, in words: a tenant file's problems one by one, our own sentences as they are, what the system refused in
 * one sentence, anything else whole.
 */
export const describe = (error: unknown): string => {
  if (isTenantError(error)) return `${error.message}\n\n${count(error.problems.length)}.`;
  if (error instanceof Error && /^(UsageError|NotCompiled|CACError)$/.test(error.name))
    return error.message;
  return (
    refusal(error) ??
    (error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error))
  );
};

/** Tells what went wrong. */
export const report = (error: unknown): void => complain(describe(error));
