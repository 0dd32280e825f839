// Sets sheets in this very process. Typst and its fonts are loaded with the first of them.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compiledFolder } from '../../site/publish/compiled-folder.ts';
import { pngOf } from '../../site/publish/raster.ts';
import type { Press } from '../../templates/print/press.ts';
import type { Order } from '../../templates/print/index.ts';
import { screenSize } from '../../templates/print/sheets.ts';
import { fontFiles } from './fonts.ts';

/** What sets sheets: here, or in another process. */
export type SetSheet = (order: Order) => Promise<Uint8Array>;

const open = async (): Promise<Press> => {
  const folder = join(compiledFolder(), 'print');
  const [{ pressWith }, ...fonts] = await Promise.all([
    import('../../templates/print/press.ts'),
    ...fontFiles.map((file) => readFile(join(folder, file))),
  ]);
  return pressWith(fonts);
};

let opened: Promise<Press> | undefined;

/**
 * Sets a sheet in this process, which keeps about half a megabyte of each for ever.
 * @throws Error with what Typst has against it.
 */
export const setHere: SetSheet = async ({ sheet, as }) => {
  const press = await (opened ??= open());
  if (as === 'pdf') return press.pdf(sheet);
  // Nobody loads it on the way: more bytes, for much less time.
  return pngOf(Buffer.from(press.svg(sheet)), screenSize, { compressionLevel: 3 });
};
