import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { localeCodes } from '../../locales/languages.ts';
import { readCompiled } from '../../site/publish/compiled.ts';

/** What a file is on the wire: brotli at its highest quality. */
export const brotli = (content: string | Uint8Array): number =>
  brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
  }).length;

/** The pages of a portal: each kind with its size per language; what is there once counts as English. */
export const pageSizes = async (
  portal: string,
): Promise<Record<string, Record<string, number>>> => {
  const paths = (await readdir(portal, { recursive: true }))
    .filter((path) => /\.html$|keyturn\.js$/.test(path) && !path.startsWith('.well-known'))
    .toSorted();
  const sizes: Record<string, Record<string, number>> = {};
  for (const path of paths) {
    const locale = localeCodes.find((code) => path.startsWith(`${code}/`)) ?? 'en';
    const kind = path.replace(`${locale}/`, '').replace(/\/?index\.html$/, '') || 'home';
    (sizes[kind] ??= {})[locale] = brotli(await readFile(join(portal, path)));
  }
  return sizes;
};

/** The widget's scripts without any tenant's words. */
export const scriptSizes = async (): Promise<Record<string, number>> => {
  const { widget, embed } = await readCompiled();
  return {
    'reset and unlock': brotli(widget.reset.code),
    change: brotli(widget.change.code),
    embed: brotli(embed.http.code),
  };
};
