import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compiledFolder } from '../site/publish/compiled-folder.ts';

/** The fingerprint of the compiled program, written when it was compiled. */
export const programOf = (): string => {
  const file = join(compiledFolder(), 'program');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};
