// What a kit has to print and to show on screens, in every language.
import type { LetterInput, Stationery } from '../letter.ts';
import { qrPath } from '../qr.ts';
import { printedUrl, sheetData } from './data.ts';
import { frame } from './frame.ts';
import type { PaperPiece } from '../papers/index.ts';
import { isPrinted } from '../papers/paper.ts';
import { type PaperLooks, paperSheet } from './paper.ts';
import type { Sheet } from './press.ts';
import { names, type PrintLogo, printPlaces, sourceOf } from './places.ts';

/** A sheet to be set: as PDF, or as the PNG of a screen. */
export type Order = { sheet: Sheet; as: 'pdf' | 'png' };

/** An order with the place of what comes of it, below the kit. */
export type Placed = { path: string; order: Order };

const qrFile = (url: string): string => {
  const { size, path } = qrPath(url);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path d="${path}"/></svg>`;
};

// What all sheets of a language show.
const shownIn = (input: LetterInput, logo?: PrintLogo): Pick<Sheet, 'data' | 'files'> => {
  const file = logo && `/logo.${logo.kind}`;
  return {
    data: sheetData(input, file),
    files: { '/qr.svg': qrFile(printedUrl(input)), ...(logo && { [file!]: logo.bytes }) },
  };
};

/** Yields every sheet and picture of a tenant, before it's set. */
export function* sheetsOf(stationery: Stationery, logo?: PrintLogo): Generator<Placed> {
  const shown = new Map(
    stationery.tenant.locales.map((locale) => [locale, shownIn({ ...stationery, locale }, logo)]),
  );
  for (const { name, locale, path } of printPlaces(stationery)) {
    const sheet = { source: frame + sourceOf(name), ...shown.get(locale)! };
    yield { path, order: { sheet, as: names.pdf.includes(name) ? 'pdf' : 'png' } };
  }
}

/** Yields those papers that are printed as well, before they are set. */
export function* paperOrders(
  papers: readonly PaperPiece[],
  stationery: Stationery,
  looks: PaperLooks = {},
): Generator<Placed> {
  for (const { paper, locale, path } of papers)
    if (isPrinted(paper.name)) {
      const sheet = paperSheet(paper, { ...stationery, locale }, looks);
      yield { path: `${path}.pdf`, order: { sheet, as: 'pdf' } };
    }
}
