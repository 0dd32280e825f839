import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Nothing has been compiled yet. */
class NotCompiled extends Error {
  override readonly name = 'NotCompiled';
  override readonly message = 'The site isn’t compiled yet. Run: npm run build';
}

/**
 * Where the compiled parts are, wherever this code itself runs from.
 * @throws NotCompiled before the first `npm run build`.
 */
export const compiledFolder = (): string => {
  if (process.env.KEYTURN_COMPILED) return process.env.KEYTURN_COMPILED;
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'compiled', 'widget', 'reset.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new NotCompiled();
    folder = parent;
  }
  return join(folder, 'compiled');
};
