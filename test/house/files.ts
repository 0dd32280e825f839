import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The rooms whose files are source. */
export const rooms = [
  'locales',
  'backends',
  'tenant',
  'widget',
  'templates',
  'lint',
  'site',
  'gateway',
  'cli',
] as const;

export type SourceFile = { path: string; text: string };

const inFolder = async (folder: string, pattern: RegExp): Promise<SourceFile[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && pattern.test(entry.name));
  return Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      return { path, text: await readFile(path, 'utf8') };
    }),
  );
};

/** Every source file of ours, apart from what is generated. */
export const sourceFiles = async (): Promise<SourceFile[]> => {
  const all = await Promise.all(rooms.map((room) => inFolder(room, /\.(ts|astro|mjs|js)$/)));
  return all.flat().filter(({ path }) => !path.includes('generated'));
};

/** Every test file. */
export const testFiles = (): Promise<SourceFile[]> => inFolder('test', /\.ts$/);
