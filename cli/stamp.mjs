// When the sources were last changed, as one line: names, sizes and times of every file that is compiled.
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const rooms = ['backends', 'cli', 'gateway', 'locales', 'site', 'templates', 'tenant', 'widget'];
// The schema is made by what is compiled.
const isSource = (entry) => entry.isFile() && entry.name !== 'tenant.schema.json';

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(isSource)
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();

/** The stamp of a checkout's sources, and of the packages that are compiled with them. */
export const stampOf = (root) => {
  const beside = ['astro.config.mjs', 'package.json', 'package-lock.json'];
  const files = [
    ...rooms.flatMap((room) => filesIn(join(root, room))),
    ...beside.map((name) => join(root, name)),
  ];
  const hash = createHash('sha256');
  for (const file of files) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file.slice(root.length)} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
};
