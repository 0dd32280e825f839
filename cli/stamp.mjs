// When the sources were last changed, as one line: names, sizes and times of every file that is compiled.
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const rooms = ['backends', 'cli', 'gateway', 'locales', 'site', 'templates', 'tenant', 'widget'];

/** The stamp of a checkout's sources. */
export const stampOf = (root) => {
  const hash = createHash('sha256');
  for (const room of rooms)
    for (const entry of readdirSync(join(root, room), {
      recursive: true,
      withFileTypes: true,
    }).toSorted((a, b) => (join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1)))
      // (The schema is made by what is compiled.)
      if (entry.isFile() && entry.name !== 'tenant.schema.json') {
        const { size, mtimeMs } = statSync(join(entry.parentPath, entry.name));
        hash.update(`${entry.parentPath.slice(root.length)}/${entry.name} ${size} ${mtimeMs}\n`);
      }
  return hash.digest('hex');
};
