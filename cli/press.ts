import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { compiledFolder } from '../site/publish/compiled-folder.ts';
import { pngOf } from '../site/publish/raster.ts';
import type { KitFile } from '../templates/kit.ts';
import type { Stationery } from '../templates/letter.ts';
import type { Press, PrintLogo } from '../templates/print/index.ts';
import type { Tenant } from '../tenant/tenant.ts';

/** The files of the fonts that are printed with, in the compiled folder. */
export const fontFiles = [
  'NotoSans_400Regular.ttf',
  'NotoSans_700Bold.ttf',
  'NotoSansArabic_400Regular.ttf',
  'NotoSansArabic_700Bold.ttf',
];

const print = () => import('../templates/print/index.ts');

const open = async (): Promise<Press> => {
  const folder = join(compiledFolder(), 'print');
  const fonts = await Promise.all(fontFiles.map((file) => readFile(join(folder, file))));
  return (await print()).pressWith(fonts);
};

let opened: Promise<Press> | undefined;
// Reading its fonts costs as much as a hundred sheets: one press for all tenants of a process.
const press = (): Promise<Press> => (opened ??= open());

const logoOf = async ({ brand, folder }: Tenant): Promise<PrintLogo | undefined> => {
  if (!brand.logo) return undefined;
  const ending = extname(brand.logo).slice(1).toLowerCase();
  const kind = ending === 'jpg' ? 'jpeg' : (ending as PrintLogo['kind']);
  return { bytes: await readFile(join(folder, brand.logo)), kind };
};

/** Yields what a kit has to print, as PDF, and to show on screens, as PNG. */
export async function* printFiles(stationery: Stationery): AsyncGenerator<KitFile> {
  const { printsOf, screenSize } = await print();
  const logo = await logoOf(stationery.tenant);
  for (const one of printsOf(stationery, await press(), logo))
    yield {
      path: one.path,
      body: 'pdf' in one ? one.pdf : await pngOf(Buffer.from(one.svg), screenSize),
    };
}
