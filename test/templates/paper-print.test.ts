// Papers as PDF: what the page says, tagged, in the language, on the paper of the country.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { kitOf, printLogo } from '../../cli/build/kit.ts';
import { fontFiles } from '../../cli/press/fonts.ts';
import { setHere } from '../../cli/press/set.ts';
import { sheetOf } from '../../lint/kit.ts';
import { compiledFolder } from '../../site/publish/compiled-folder.ts';
import { type PaperPiece, papersOf, plannedOf } from '../../templates/papers/index.ts';
import { guidePapers, isPrinted } from '../../templates/papers/paper.ts';
import { qualityPiece } from '../../templates/papers/quality.ts';
import { paperData } from '../../templates/print/paper.ts';
import { paperOrders } from '../../templates/print/index.ts';
import { readIn, seen, shapeless, tagsIn } from './printed.ts';
import { changed, contoso, examples, piecesOf, type Stationery, tenants } from './stationery.ts';

const papersIn = (stationery: Stationery): PaperPiece[] => {
  const pieces = piecesOf(stationery);
  const { sheet, findings } = sheetOf(pieces, stationery.tenant);
  const own = { ...stationery, locale: stationery.tenant.defaultLocale };
  return [
    ...papersOf(stationery, pieces, plannedOf(stationery, pieces)),
    qualityPiece(own, { ...sheet, findings }),
  ].filter(({ paper }) => isPrinted(paper.name));
};

const printed = async (
  stationery: Stationery,
  papers: readonly PaperPiece[],
): Promise<Map<string, Uint8Array>> => {
  const files = new Map<string, Uint8Array>();
  const logo = await printLogo(stationery.tenant);
  for (const { path, order } of paperOrders(papers, stationery, { logo }))
    files.set(path, await setHere(order));
  return files;
};

const flat = (text: string): string => text.replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ');
const twoWays = changed(contoso, 'contoso', () => ({ locales: ['en', 'ar'] }));
const papers = papersIn(twoWays);

describe('What is printed of Contoso’s papers', () => {
  let files: Map<string, Uint8Array>;
  beforeAll(async () => {
    files = await printed(twoWays, papers);
  });

  it('is everything but what is there to be copied', () => {
    const names = guidePapers.filter((name) => name !== 'integration');
    const wanted = ['en', 'ar'].flatMap((code) => names.map((name) => `${code}/${name}.pdf`));
    expect([...files.keys()]).toEqual([...wanted, 'qa.pdf']);
  });

  it.each(papers.map((one) => [one.path, one] as const))(
    '%s is tagged, with its language, title, fonts, outline and running lines',
    (path, { paper, locale }) => {
      const pdf = files.get(`${path}.pdf`)!;
      const source = Buffer.from(pdf).toString('latin1');
      expect(source).toContain('<pdfuaid:part>1<');
      expect(source).toMatch(new RegExp(`/Lang\\s*\\(${locale}\\)`));
      expect(source).toContain('/DisplayDocTitle true');
      const fonts = source.match(/\/FontDescriptor\b/g)!.length;
      expect(source.match(/\/FontFile[23]\b/g)!.length * 2).toBeGreaterThanOrEqual(fonts);
      const { pages, outline } = readIn(pdf);
      const headings = paper.parts.flatMap((part) =>
        part.kind === 'heading' ? [part.text] : part.kind === 'answer' ? [part.question] : [],
      );
      expect(outline.map(flat)).toEqual([paper.title, ...headings].map(flat));
      const tags = tagsIn(pdf);
      expect(tags.get('H1')).toBe(1);
      expect(tags.get('H2') ?? 0).toBe(headings.length);
      const cells = paper.parts.flatMap((part) => (part.kind === 'table' ? part.head : []));
      expect(tags.get('TH') ?? 0).toBe(cells.length);
      for (const page of pages) {
        expect(page).toContain('passwords.contoso.com');
        expect(page).not.toContain('\ufffd');
      }
      if (pages.length > 1 && locale === 'en') {
        expect(pages[1]).toMatch(new RegExp(`^${paper.title.replace('?', '\\?')}\\s`));
        expect(flat(pages[1]!)).toContain(`Page 2 of ${pages.length}`);
      }
    },
  );

  it('says what the pages say', () => {
    const said = flat(readIn(files.get('en/handbook.pdf')!).pages.join('\n'));
    expect(said).toContain('“Please type this address: passwords.contoso.com. What do you see?”');
    const sheet = flat(readIn(files.get('qa.pdf')!).pages.join('\n'));
    expect(sheet).toContain('Nothing is wrong with the letters.');
    expect(sheet).toContain('Signature');
    for (const piece of piecesOf(twoWays)) expect(sheet).toContain(piece.path);
  });
});

describe('A paper', () => {
  const faq = (stationery: Stationery): PaperPiece[] =>
    papersIn(stationery).filter(({ path }) => path === 'en/faq');

  it('is as large as the country’s sheets are', async () => {
    const american = changed(contoso, 'us', ({ organization }) => ({
      locales: ['en'],
      organization: { ...organization, countryCode: 'US' },
    }));
    const files = await printed(american, faq(american));
    const { width, height } = seen(files.get('en/faq.pdf')!);
    expect([Math.round(width), Math.round(height)]).toEqual([612, 792]);
  });

  it('has a shape for every sign', async () => {
    const folder = join(compiledFolder(), 'print');
    const fonts = await Promise.all(fontFiles.map((file) => readFile(join(folder, file))));
    const all = [...examples, ...tenants.slice(-1)].flatMap((stationery) =>
      papersIn(stationery).map(({ paper, locale }) => paperData(paper, { ...stationery, locale })),
    );
    expect(shapeless(JSON.stringify(all), fonts)).toEqual([]);
  });

  it('takes words for words, whatever they look like', async () => {
    const odd = changed(contoso, 'odd', () => ({
      locales: ['en'],
      text: { en: { 'kit.faq.title': '#panic("got in") $x$ *bold* = "' } },
    }));
    const { pages } = readIn((await printed(odd, faq(odd))).get('en/faq.pdf')!);
    expect(flat(pages[0]!)).toContain('#panic("got in") $x$ *bold* = "');
  });
});

describe('A kit', () => {
  it('says what rules have against its letters, on the sheet that is signed as well', async () => {
    const shouting = changed(contoso, 'shouting', () => ({
      locales: ['en'],
      rollout: { ...contoso.tenant.rollout, audiences: [] },
      text: { en: { 'mail.announcement.title': 'Urgent: act now' } },
    }));
    const { files, notes } = await kitOf(shouting, { set: async () => new Uint8Array() });
    expect(notes.join('\n')).toMatch(/^kit\/en\/announcement: pressure: /m);
    let page = '';
    for await (const { path, body } of files) if (path === 'qa.html') page = String(body);
    expect(page).toContain('<td>en/announcement</td><td>pressure</td>');
  });
});
