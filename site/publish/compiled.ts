// The parts that `npm run build` compiled, wherever this code itself runs from.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { WidgetPart } from '../page.ts';

/** Renders one page of a tenant. */
export type Render = (path: string, locals: { site: unknown }) => Promise<Response>;

export type Compiled = {
  widget: { reset: WidgetPart; change: WidgetPart };
  embed: WidgetPart;
  /** Loads the page renderer; apart, because `astro build` brings its own. */
  renderer(): Promise<Render>;
};

/** Nothing has been compiled yet. */
export class NotCompiled extends Error {
  override readonly name = 'NotCompiled';
  override readonly message = 'The site isn’t compiled yet. Run: npm run build';
}

const findFolder = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'compiled', 'widget', 'reset.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new NotCompiled();
    folder = parent;
  }
  return join(folder, 'compiled');
};

/**
 * Reads what was compiled.
 * @throws NotCompiled before the first `npm run build`.
 */
export const readCompiled = async (): Promise<Compiled> => {
  const folder = process.env.KEYTURN_COMPILED ?? findFolder();
  const part = async (name: string): Promise<WidgetPart> =>
    JSON.parse(await readFile(join(folder, 'widget', `${name}.json`), 'utf8')) as WidgetPart;
  const [reset, change, embed] = await Promise.all(['reset', 'change', 'embed'].map(part));
  return {
    widget: { reset: reset!, change: change! },
    embed: embed!,
    renderer: async () => {
      const entry = pathToFileURL(join(folder, 'site', 'server', 'entry.mjs')).href;
      return ((await import(entry)) as { render: Render }).render;
    },
  };
};
