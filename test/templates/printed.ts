// Printed pages as they come out: drawn, read and decoded by other people's programs.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import jsqr from 'jsqr';
import * as mupdf from 'mupdf';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const wasm = readFileSync(
  createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'),
);
// A CommonJS module whose types speak of another kind.
const jsQR = jsqr as unknown as typeof jsqr.default;

// Left to itself it would fetch that file from the network.
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });

/** A page in dots. */
export type Drawn = { data: Uint8ClampedArray; width: number; height: number };

/** A PDF as a program sees it; `draw` draws its first page at 150 dots per inch. */
export type Seen = { pages: number; text: string; width: number; height: number; draw(): Drawn };

const dpi = 150;

/** The kinds of tags in a PDF's structure tree, how often each (ISO 32000-1, 14.7). */
export const tagsIn = (pdf: Uint8Array): Map<string, number> => {
  const file = mupdf.Document.openDocument(Buffer.from(pdf), 'application/pdf').asPDF()!;
  const tags = new Map<string, number>();
  for (let number = 1; number < file.countObjects(); number += 1) {
    const object = file.newIndirect(number).resolve();
    if (!object.isDictionary() || !object.get('P').isDictionary() || !object.get('S').isName())
      continue;
    const tag = object.get('S').asName();
    tags.set(tag, (tags.get(tag) ?? 0) + 1);
  }
  return tags;
};

/** What the pages of a PDF say, page by page, and its outline. */
export const readIn = (pdf: Uint8Array): { pages: string[]; outline: string[] } => {
  const file = mupdf.Document.openDocument(Buffer.from(pdf), 'application/pdf');
  const pages = Array.from({ length: file.countPages() }, (_, index) =>
    file.loadPage(index).toStructuredText('').asText(),
  );
  const titles = (items: readonly { title?: string; down?: typeof items }[] | null): string[] =>
    (items ?? []).flatMap(({ title, down }) => [title ?? '', ...titles(down ?? null)]);
  return { pages, outline: titles(file.loadOutline()) };
};

/** Opens a PDF. */
export const seen = (pdf: Uint8Array): Seen => {
  const file = mupdf.Document.openDocument(Buffer.from(pdf), 'application/pdf');
  const page = file.loadPage(0);
  const [x, y, right, bottom] = page.getBounds();
  const draw = (): Drawn => {
    const scale = mupdf.Matrix.scale(dpi / 72, dpi / 72);
    const dots = page.toPixmap(scale, mupdf.ColorSpace.DeviceRGB, true);
    return {
      data: new Uint8ClampedArray(dots.getPixels()),
      width: dots.getWidth(),
      height: dots.getHeight(),
    };
  };
  return {
    pages: file.countPages(),
    text: page.toStructuredText('').asText(),
    width: right - x,
    height: bottom - y,
    draw,
  };
};

/** What two decoders read; the first finds one code a page, the second all. */
export const decoded = async (drawn: Drawn): Promise<{ one?: string; all: string[] }> => ({
  one: jsQR(drawn.data, drawn.width, drawn.height)?.data,
  all: (
    await readBarcodes(drawn as ImageData, { formats: ['QRCode'], maxNumberOfSymbols: 20 })
  ).map(({ text }) => text),
});

/** The signs of a text for which none of these fonts has a shape. */
export const shapeless = (text: string, fonts: readonly Uint8Array[]): string[] => {
  const known = fonts.map((bytes, index) => new mupdf.Font(`font ${index}`, Buffer.from(bytes)));
  return [...new Set(text)].filter(
    (sign) => !/\p{Cf}|\s/u.test(sign) && known.every((font) => font.encodeCharacter(sign) === 0),
  );
};
