// Sets sheets as PDF/UA-1 and as pictures, with Typst: tagged, its fonts embedded, the same bytes each time. It refuses a
// picture without a text and a heading out of order (ISO 14289-1).
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/** A sheet as source and data, and the files that it shows, by their path. */
export type Sheet = { source: string; data: object; files: Record<string, Uint8Array | string> };

/** Sets sheets. */
export type Press = {
  /** As PDF/UA-1. */
  pdf(sheet: Sheet): Uint8Array;
  /** The first page as SVG, a pixel for each point. */
  svg(sheet: Sheet): string;
};

// The program doesn't know the time, and neither do its files.
const creationTimestamp = 0;
const workspace = '/';
// Sheets that its memory holds on to: of many tenants, those of the last one.
const remembered = 30;

/** A press with these fonts, and no others of the machine. */
export const pressWith = (fonts: readonly Uint8Array[]): Press => {
  const compiler = NodeCompiler.create({
    workspace,
    fontArgs: [{ fontBlobs: fonts.map((font) => Buffer.from(font)) }],
  });
  const set = ({ source, data, files }: Sheet) => {
    for (const [path, body] of Object.entries(files))
      compiler.mapShadow(path, Buffer.from(body as string));
    compiler.evictCache(remembered);
    const result = compiler.compile({
      mainFileContent: source,
      inputs: { data: JSON.stringify(data) },
    });
    if (result.result) return result.result;
    const said = compiler.fetchDiagnostics(result.takeError()!) as { message: string }[];
    throw new Error(`A sheet can’t be set: ${said.map(({ message }) => message).join('; ')}`);
  };
  return {
    pdf: (sheet) => compiler.pdf(set(sheet), { pdfStandard: 'ua-1', creationTimestamp }),
    svg: (sheet) => compiler.plainSvg(set(sheet)),
  };
};
