import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { languages, localeCodes } from '../../../locales/languages.ts';

const code = (table: string): string => `export default ${table.trim()};\n`;

const types = (name: string): string => `import type { WidgetWords } from '../widget/words.js';
/** The elements' texts by id. Language: ${name}. */
declare const words: WidgetWords;
export default words;
`;

/** Writes a module for each language with the elements' words: a page takes those that it speaks. */
export const writeLocales = async (root: string, folder: string): Promise<void> => {
  for (const at of ['locales', 'types/locales']) await mkdir(join(folder, at), { recursive: true });
  for (const locale of localeCodes) {
    const table = await readFile(join(root, 'locales', 'widget', `${locale}.json`), 'utf8');
    await writeFile(join(folder, 'locales', `${locale}.js`), code(table));
    await writeFile(
      join(folder, 'types', 'locales', `${locale}.d.ts`),
      types(languages[locale].name),
    );
  }
};
