// Reading a tenant file, whatever its notation, so that every value can be traced to its line.
import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { readYaml } from './source-yaml.ts';

/** Keys and places in lists that lead to a value, from the top of the file. */
export type Path = readonly PropertyKey[];
/** Counted from 1, as editors do. */
export type LineAndColumn = { line: number; column: number };

/** What a file says, and where it says it. */
export type Source = {
  data: unknown;
  /** Where the key, the value or the nearest known parent of a path stands. */
  locate(path: Path, what: 'key' | 'value'): LineAndColumn;
  /** What is wrong with the notation itself; with any, `data` can't be trusted. */
  faults: (LineAndColumn & { path: Path; got: string; want: string; todo: string })[];
};

/** No honest tenant file is larger; a larger one isn't parsed at all (1 MiB). */
const greatestSize = 1_048_576;

// Loaded for a tenant in code alone: its parser is a tenth of the command.
const readModule: (typeof readers)[string] = async (file, text) =>
  (await import('./source-module.ts')).readModule(file, text);

const readers: Record<string, (file: string, text: string) => Source | Promise<Source>> = {
  '.yaml': readYaml,
  '.yml': readYaml,
  '.json': readYaml,
  '.ts': readModule,
  '.mts': readModule,
  '.js': readModule,
  '.mjs': readModule,
};

const fault = (got: string, want: string, todo: string): Source => ({
  data: undefined,
  locate: () => ({ line: 1, column: 1 }),
  faults: [{ line: 1, column: 1, path: [], got, want, todo }],
});

const reasons: Record<string, string> = {
  ENOENT: 'no such file',
  EACCES: 'a file without permission to read it',
};

const why = (error: unknown): string =>
  reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message;

/** Reads a tenant file in YAML, JSON (one parser: JSON is YAML), TypeScript or JavaScript. It never throws for what is in the file. */
export const readSource = async (file: string): Promise<Source> => {
  const kinds = Object.keys(readers).join(', ');
  try {
    const found = await stat(file);
    if (found.isDirectory()) return fault('a folder', 'a tenant file', 'name the file in it');
    const reader = readers[extname(file).toLowerCase()];
    if (!reader)
      return fault(`a ${extname(file) || 'nameless'} file`, `one of ${kinds}`, 'rename it');
    if (found.size > greatestSize)
      return fault(
        `${found.size} bytes`,
        `at most ${greatestSize} bytes`,
        'take out what is not configuration',
      );
    return await reader(file, await readFile(file, 'utf8'));
  } catch (error) {
    return fault(why(error), 'a file that can be read', 'check the path and its permissions');
  }
};
