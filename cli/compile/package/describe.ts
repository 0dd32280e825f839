import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as classes from '../../../widget/index.ts';
import { type Facts, readFacts } from './facts.ts';
import { looks } from './looks.ts';
import { customElements, vscodeCss, vscodeHtml, webTypes } from './manifest.ts';

/** The facts about the elements whose declarations are in `<folder>/types`. */
export const factsIn = (folder: string): Facts =>
  readFacts(join(folder, 'types'), classes as Parameters<typeof readFacts>[1]);

/** Writes beside the package's code what editors and other tools read about the elements. */
export const writeDescriptions = async (root: string, folder: string): Promise<void> => {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const facts = factsIn(folder);
  const files = {
    'custom-elements.json': customElements(facts, looks()),
    'vscode.html-custom-data.json': vscodeHtml(facts),
    'vscode.css-custom-data.json': vscodeCss(looks()),
    'web-types.json': webTypes(facts, looks(), version),
  };
  for (const [name, content] of Object.entries(files))
    await writeFile(join(folder, name), `${JSON.stringify(content, null, 2)}\n`);
};
