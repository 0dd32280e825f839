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

/** Tells what went wrong: a tenant file's problems one by one, our own sentences as they are, anything else whole. */
export const report = (error: unknown): void => {
  if (isTenantError(error)) complain(`${error.message}\n\n${count(error.problems.length)}.`);
  else if (error instanceof Error && /^(UsageError|NotCompiled|CACError)$/.test(error.name))
    complain(error.message);
  else if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
    complain('This port is in use already. Choose another one with --port.');
  else complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
};
