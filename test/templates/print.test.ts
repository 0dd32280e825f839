import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fontFiles } from '../../cli/press/fonts.ts';
import { printLogo } from '../../cli/build/kit.ts';
import { printFiles } from '../../cli/press/index.ts';
import { setHere } from '../../cli/press/set.ts';
import { compiledFolder } from '../../site/publish/compiled-folder.ts';
import { sheetsOf } from '../../templates/print/index.ts';
import { printPlaces } from '../../templates/print/places.ts';
import { sheetData } from '../../templates/print/data.ts';
import { pageUrl, typedAddress } from '../../tenant/addresses.ts';
import { decoded, seen, shapeless } from './printed.ts';
import { contoso, examples, type Stationery, tenants } from './stationery.ts';

const long = tenants.find(({ id }) => id === 'long-name')!;

const printed = async (stationery: Stationery): Promise<Map<string, Uint8Array>> => {
  const files = new Map<string, Uint8Array>();
  const { tenant } = stationery;
  const orders = sheetsOf(stationery, await printLogo(tenant));
  for await (const { path, body } of printFiles(tenant, orders, { set: setHere }))
    files.set(path, body as Uint8Array);
  return files;
};

const flat = (text: string): string => text.replace(/\s+/g, ' ');
const inFile = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1');

describe.each([...examples, long])('what $id prints', (stationery) => {
  let files: Map<string, Uint8Array>;
  beforeAll(async () => {
    files = await printed(stationery);
  });
  const sheets = printPlaces(stationery).filter(({ path }) => path.endsWith('.pdf'));
  // Drawing and decoding takes a second each: of the others a card tells what there is to tell.
  // A3 is the poster of A4 in other millimetres.
  const decodedOnes = sheets.filter(({ name }) =>
    stationery === contoso ? name !== 'poster-a3' : name === 'flier',
  );
  const pictures = printPlaces(stationery).filter(({ path }) => path.endsWith('.png'));

  it('is there in every language', () => {
    expect([...files.keys()]).toEqual(printPlaces(stationery).map(({ path }) => path));
  });

  it.each(sheets)(
    '$path is one page, tagged, with its language, title and fonts',
    ({ path, locale }) => {
      const pdf = files.get(path)!;
      const { pages, text } = seen(pdf);
      expect(pages).toBe(1);
      const source = inFile(pdf);
      expect(source).toContain('<pdfuaid:part>1<');
      expect(source).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
      expect(source).toMatch(new RegExp(`/Lang\\s*\\(${locale}\\)`));
      expect(source).toContain('/DisplayDocTitle true');
      const fonts = source.match(/\/FontDescriptor\b/g)!.length;
      expect(fonts).toBeGreaterThan(0);
      expect(source.match(/\/FontFile[23]\b/g)!.length * 2).toBeGreaterThanOrEqual(fonts);
      expect(flat(text)).toContain(typedAddress(stationery.tenant));
      expect(text).not.toContain('\ufffd');
    },
  );

  it.each(decodedOnes)(
    '$path leads to the portal by its code, for two decoders',
    async ({ path, locale }) => {
      const url = pageUrl(stationery.tenant, locale);
      const { one, all } = await decoded(seen(files.get(path)!).draw());
      expect(all.length).toBeGreaterThan(0);
      expect(new Set(all)).toEqual(new Set([url]));
      // The first decoder looks for one code: of many it mixes the corners.
      if (!/wallet-card|sticker|table-tent/.test(path)) expect(one).toBe(url);
    },
  );

  it.each(pictures)(
    '$path has the size of a screen, and its code leads there too',
    async ({ path, locale }) => {
      const picture = sharp(files.get(path));
      const { data, info } = await picture
        .ensureAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      expect([info.width, info.height]).toEqual([1920, 1080]);
      const { all } = await decoded({ ...info, data: new Uint8ClampedArray(data) });
      expect(all).toEqual(path.includes('lock-screen') ? [] : [pageUrl(stationery.tenant, locale)]);
    },
  );

  it('has a shape for every sign', async () => {
    const folder = join(compiledFolder(), 'print');
    const fonts = await Promise.all(fontFiles.map((file) => readFile(join(folder, file))));
    const all = stationery.tenant.locales.map((locale) =>
      JSON.stringify(sheetData({ ...stationery, locale }, undefined)),
    );
    expect(shapeless(all.join(''), fonts)).toEqual([]);
    expect(shapeless('က', fonts)).toEqual(['က']);
  });
});

describe('A sheet', () => {
  it('has the size of its paper', async () => {
    const files = await printed(contoso);
    const size = (name: string): number[] => {
      const { width, height } = seen(files.get(`en/${name}.pdf`)!);
      return [Math.round(width), Math.round(height)];
    };
    expect(['poster-a4', 'poster-a3', 'poster-letter', 'flier', 'flier-large'].map(size)).toEqual([
      [595, 842],
      [842, 1191],
      [612, 792],
      [420, 595],
      [595, 842],
    ]);
  });

  it('comes out the same each time', async () => {
    const [first, second] = [await printed(contoso), await printed(contoso)];
    for (const [path, body] of first)
      expect(Buffer.compare(Buffer.from(body), Buffer.from(second.get(path)!)), path).toBe(0);
  });

  it('takes a name for words, whatever it looks like', async () => {
    const name = '#panic("got in") $x$ *bold* "';
    const { organization } = contoso.tenant;
    const { logo: _, ...brand } = contoso.tenant.brand;
    const tenant = { ...contoso.tenant, brand, organization: { ...organization, name } };
    const files = await printed({ ...contoso, tenant: { ...tenant, locales: ['en'] } });
    expect(flat(seen(files.get('en/poster-a4.pdf')!).text)).toContain(name);
  });
});

describe('qpdf', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keyturn-print-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('finds nothing wrong in any sheet', async (context) => {
    try {
      execFileSync('qpdf', ['--version']);
    } catch {
      if (process.env.KEYTURN_ALL) throw new Error('qpdf isn’t installed');
      context.skip('no qpdf');
    }
    for (const [path, body] of await printed(contoso)) {
      if (!path.endsWith('.pdf')) continue;
      const file = join(folder, path.replace('/', '-'));
      await writeFile(file, body);
      expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toContain(
        'No syntax or stream encoding errors found',
      );
    }
  });
});
