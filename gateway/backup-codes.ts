// Codes to print and put away: ten of forty bits, like `K7QM-2XPD`.
import { typedCode } from '../backends/typed-code.ts';
import { flowBytes, plainSigns } from './secrets.ts';

const count = 10;
/** Signs of a code, without the hyphen. */
export const backupCodeLength = 8;

/** The codes that a flow shows, without hyphens. */
export const backupCodesOf = (flowId: string, salt: string): string[] => {
  const signs = plainSigns(flowBytes(flowId, 'backup codes', salt, count * backupCodeLength));
  return Array.from({ length: count }, (_, index) =>
    signs.slice(index * backupCodeLength, (index + 1) * backupCodeLength),
  );
};

/** A code as people read it. */
export const printedCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** A code as it was meant, in capitals or not, with or without its hyphen. */
export const plainBackupCode = (typed: string): string => typedCode(typed).toUpperCase();
