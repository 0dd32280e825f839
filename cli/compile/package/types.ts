import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { tenantTypes } from './tenant-types.ts';

// Where the tenant file's types go instead of what the compiler says of its schema: see tenant-types.ts.
const flattened = 'tenant/index.d.ts';

const declare = async (root: string, folder: string, sources: readonly string[]): Promise<void> => {
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      rootDir: root,
      outDir: folder,
      // Only what a browser has: a type of Node's in a declaration would be asked of everybody.
      types: [],
      allowImportingTsExtensions: true,
    },
    include: [],
    files: sources.map((source) => join(root, source)),
  };
  const file = join(folder, 'tsconfig.json');
  await mkdir(folder, { recursive: true });
  await writeFile(file, JSON.stringify(config));
  const tsc = join(root, 'node_modules', '@typescript', 'native', 'bin', 'tsc');
  await promisify(execFile)(process.execPath, [tsc, '-p', file]).catch(
    ({ stdout }: { stdout: string }) => {
      throw new Error(`the package’s types: ${stdout}`);
    },
  );
  await rm(file);
};

// Sources name each other with .ts; there, the compiler leaves the names as they are.
const named = (text: string): string => text.replace(/(['"]\.{1,2}\/[^'"]+)\.ts\b/g, '$1.js');

/** Writes the declarations of these entries into `<folder>/types/`, as their sources lie. */
export const writeTypes = async (
  root: string,
  folder: string,
  entries: Readonly<Record<string, string>>,
): Promise<void> => {
  const types = join(folder, 'types');
  const own = Object.values(entries).filter((source) => !flattened.startsWith(source.slice(0, -3)));
  await declare(root, types, own);
  const written = await readdir(types, { recursive: true });
  for (const path of written.filter((name) => name.endsWith('.d.ts'))) {
    const file = join(types, path);
    await writeFile(file, named(await readFile(file, 'utf8')));
  }
  const file = join(types, flattened);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, await tenantTypes(root));
};
