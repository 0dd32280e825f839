import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What ships to browsers beside our own code. BSD and MIT ask that their notices go along. */
export const shipped = ['lit-html', '@lit/localize', 'tailwindcss'];

/** The licences of the packages whose code is in published portals, as one text. */
export const licencesOf = async (root: string): Promise<string> => {
  const texts = shipped.map(async (name) => {
    const folder = join(root, 'node_modules', name);
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
      version: string;
    };
    const text = await readFile(join(folder, 'LICENSE'), 'utf8');
    return `${name} ${version}\n\n${text.trim()}\n`;
  });
  return `These pages and scripts contain parts of the following software.\n\n${(await Promise.all(texts)).join('\n---\n\n')}`;
};
