// The parts that `npm run build` compiled.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SiteInput, WidgetPart } from '../page.ts';
import { compiledFolder } from './compiled-folder.ts';

/** Renders one page of a tenant. */
export type Render = (path: string, locals: { site: unknown }) => Promise<Response>;

/** What `npm run build` leaves: the widget's parts, and the page renderer. */
export type Compiled = {
  widget: SiteInput['widget'];
  /** The file for other sign-in pages: for our own protocol, and for hosted pages. */
  embed: { http: WidgetPart; hosted: WidgetPart };
  /** The licences of what is shipped to browsers. */
  licences: string;
  /** Loads the page renderer; apart, because `astro build` brings its own. */
  renderer(): Promise<Render>;
};

/**
 * Reads what was compiled.
 * @throws NotCompiled before the first `npm run build`.
 */
export const readCompiled = async (): Promise<Compiled> => {
  const folder = compiledFolder();
  const part = async (name: string): Promise<WidgetPart> =>
    JSON.parse(await readFile(join(folder, 'widget', `${name}.json`), 'utf8')) as WidgetPart;
  const [reset, change, register, embed, hosted, link] = await Promise.all(
    ['reset', 'change', 'register', 'embed', 'embed-hosted', 'link'].map(part),
  );
  return {
    widget: { reset: reset!, change: change!, register: register!, link: link! },
    embed: { http: embed!, hosted: hosted! },
    licences: await readFile(join(folder, 'licences.txt'), 'utf8'),
    renderer: async () => {
      const entry = pathToFileURL(join(folder, 'site', 'render.mjs')).href;
      return ((await import(entry)) as { render: Render }).render;
    },
  };
};
