// Tests of pages and of the command run the compiled parts: they are compiled first if a source has changed.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stampOf } from '../cli/stamp.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Vitest's global set-up. */
export default (): void => {
  const stamp = `${root}compiled/stamp`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(root)) return;
  execFileSync(process.execPath, [`${root}cli/compile/main.ts`], { stdio: 'ignore' });
};
