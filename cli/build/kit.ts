// A tenant's kit: its letters, what they are held to, its papers, and what of it is printed.
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Locale } from '../../locales/languages.ts';
import { sheetOf } from '../../lint/kit.ts';
import { type KitFile, kitFiles } from '../../templates/kit.ts';
import type { Stationery } from '../../templates/letter.ts';
import type { PictureOf } from '../../templates/papers/guide.ts';
import { papersOf, plannedOf } from '../../templates/papers/index.ts';
import { qualityPiece } from '../../templates/papers/quality.ts';
import { piecesOf } from '../../templates/pieces.ts';
import { paperOrders, sheetsOf } from '../../templates/print/index.ts';
import { type PrintLogo, printPlaces } from '../../templates/print/places.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import type { Taken } from '../pictures/kept.ts';
import { printFiles, type PrintFile, type Printing } from '../press/index.ts';

/** What a kit is made with: the logo as mails show it, the pictures of its guide, and how it's printed. */
export type KitSettings = Printing & { logo?: Uint8Array; pictures?: readonly Taken[] };

/** A kit: its files as they come, and what the rules for letters have against it. */
export type Kit = { files: AsyncIterable<KitFile & Partial<PrintFile>>; notes: string[] };

/** The logo as it was drawn, for print. */
export const printLogo = async ({ brand, folder }: Tenant): Promise<PrintLogo | undefined> => {
  if (!brand.logo) return undefined;
  const ending = extname(brand.logo).slice(1).toLowerCase();
  const kind = ending === 'jpg' ? 'jpeg' : (ending as PrintLogo['kind']);
  return { bytes: await readFile(join(folder, brand.logo)), kind };
};

const picturesIn =
  (pictures: readonly Taken[]) =>
  (locale: Locale): PictureOf =>
  (step) => {
    const taken = pictures.find((one) => one.locale === locale && one.step === step);
    return taken && { path: taken.path, width: taken.width, height: taken.height };
  };

const filesOf = (pictures: readonly Taken[]): ReadonlyMap<string, Uint8Array> =>
  new Map(pictures.map(({ path, bytes }) => [path, bytes]));

/** Makes a kit. It begins to print at once, in another process, and goes on while the files are taken. */
export const kitOf = async (
  stationery: Stationery,
  { logo, pictures = [], ...printing }: KitSettings,
): Promise<Kit> => {
  const { tenant } = stationery;
  const pieces = [...piecesOf(stationery)];
  const { sheet, findings } = sheetOf(pieces, tenant);
  const own = { ...stationery, locale: tenant.defaultLocale };
  const papers = [
    ...papersOf(stationery, pieces, plannedOf(stationery, pieces), picturesIn(pictures)),
    qualityPiece(own, { ...sheet, findings }),
  ];
  const drawn = await printLogo(tenant);
  const orders = [
    ...sheetsOf(stationery, drawn),
    ...paperOrders(papers, stationery, { logo: drawn, pictures: filesOf(pictures) }),
  ];
  const prints = printFiles(tenant, orders, printing);
  return {
    notes: findings.map(({ path, rule, what }) => `kit/${path}: ${rule}: ${what}`),
    files: (async function* () {
      yield* kitFiles(stationery, pieces, { logo, papers, prints: printPlaces(stationery) });
      for (const { path, bytes, seal } of pictures) yield { path, body: bytes, seal };
      yield* prints;
      yield { path: 'qa.json', body: `${JSON.stringify(sheet, null, 2)}\n` };
    })(),
  };
};
