import type { Run } from './run.ts';

/** The promise is broken: what came, and what was wanted. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

/** It can't be found out here, and why. */
export class Untold extends Error {
  override readonly name = 'Untold';
}

/** One promise of the protocol, and how to find out whether it's kept. It throws Broken or Untold, or returns. */
export type Check = { id: string; promise: string; look: (run: Run) => Promise<void> };

/** Insists on something. @throws Broken with what was wanted and what came. */
export const insist = (holds: boolean, wanted: string, got: unknown): void => {
  if (!holds) throw new Broken(`wanted ${wanted}, got ${short(got)}`);
};

// What came may hold anything: one line of it is enough, and codes are blotted out.
const short = (got: unknown): string =>
  (typeof got === 'string' ? got : (JSON.stringify(got) ?? 'nothing'))
    .replace(/\d{6}/g, '••••••')
    .replace(/\s+/g, ' ')
    .slice(0, 160);
