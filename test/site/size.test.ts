// What a page costs on the wire, at brotli's highest quality, as static hosts compress files once.
import { brotliCompressSync, constants } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Locale, localeCodes } from '../../locales/languages.ts';
import { allOf } from './dom.ts';
import {
  type Example,
  exampleNames,
  exampleOf,
  fileAt,
  type Page,
  portalOf,
  textOf,
} from './portals.ts';

const budget = {
  plain: 6 * 1024,
  flow: 16 * 1024,
  first: 10 * 1024,
  embed: 18.4 * 1024,
  language: 3 * 1024,
};

const brotli = (text: string): number =>
  brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
  }).length;

const isFlow = ({ html }: Page): boolean => html.includes('<script type="module">');

const pagesOf = async (name: Example): Promise<[string, Page][]> =>
  (await exampleOf(name)).pages.map((page) => [`${name}/${page.path}`, page]);

const all = (await Promise.all(exampleNames.map(pagesOf))).flat();
const plain = all.filter(([, page]) => !isFlow(page));
const flows = all.filter(([, page]) => isFlow(page));

// What a browser must have before the page can be used: pictures and icons come after it.
const needed = ({ html }: Page): string[] => [
  ...allOf(html, 'script', 'iframe').flatMap(({ attributes }) => attributes.src ?? []),
  ...allOf(html, 'link')
    .filter(({ attributes }) => /stylesheet|preload|modulepreload/.test(attributes.rel ?? ''))
    .map(({ attributes }) => attributes.href!),
  ...[...html.matchAll(/@import[^;]+|url\([^)]+\)/g)].map(([text]) => text),
];

// A page for developers shows the embed file at work; what it says itself comes without.
const isOwnEmbed = (address: string): boolean => /\/embed\/keyturn\.\w+\.js$/.test(address);

describe('a page without the widget', () => {
  it.each(plain)('%s is one request of at most 6 KB', (path, page) => {
    expect(
      needed(page).filter((one) => !isOwnEmbed(one)),
      path,
    ).toEqual([]);
    const bytes = brotli(page.html);
    expect(bytes, `${path}: ${bytes} of ${budget.plain} bytes`).toBeLessThanOrEqual(budget.plain);
  });
});

describe('a page with the widget', () => {
  it.each(flows)('%s needs at most 16 KB in all, script and words included', async (path, page) => {
    const portal = await exampleOf(path.split('/')[0] as Example);
    const more = needed(page).map((url) => brotli(textOf(portal, fileAt(url.slice(1)))));
    const bytes = [brotli(page.html), ...more].reduce((sum, one) => sum + one, 0);
    expect(bytes, `${path}: ${bytes} of ${budget.flow} bytes`).toBeLessThanOrEqual(budget.flow);
  });

  // The first form stands in the page itself: it can be seen and filled in before any script has run.
  it.each(flows)(
    '%s shows its first form, and takes what is typed, after 10 KB',
    (path, { html }) => {
      const before = html.slice(0, html.indexOf('<script type="module">'));
      expect(before, path).toContain('</form>');
      expect(brotli(before), path).toBeLessThanOrEqual(budget.first);
    },
  );

  it('exists in every language of a tenant whose backend a script calls', async () => {
    const { tenant } = await exampleOf('contoso');
    expect(flows.length).toBe(tenant.locales.length * 5);
  });
});

describe('the embed file', () => {
  const sizeIn = async (name: Example, locales: Locale[]): Promise<number> => {
    const { tenant } = await exampleOf(name);
    const portal = await portalOf({ ...tenant, locales, defaultLocale: locales[0]! });
    return brotli(textOf(portal, 'embed/keyturn.js'));
  };

  it.each(localeCodes)(
    'has every flow in at most 18.4 KB, brand and words in %s included',
    async (code) => {
      const bytes = await sizeIn('contoso', [code]);
      expect(bytes, `${bytes} of ${budget.embed} bytes`).toBeLessThanOrEqual(budget.embed);
    },
  );

  it.each(localeCodes.filter((code) => code !== 'en'))(
    'grows by at most 3 KB for %s',
    async (code) => {
      const more = (await sizeIn('contoso', ['en', code])) - (await sizeIn('contoso', ['en']));
      expect(more, `${more} of ${budget.language} bytes`).toBeLessThanOrEqual(budget.language);
    },
  );

  it('of a tenant with hosted pages has their addresses too, in as much', async () => {
    const { tenant } = await exampleOf('fabrikam');
    const bytes = await sizeIn('fabrikam', [tenant.defaultLocale]);
    expect(bytes, `${bytes} of ${budget.embed} bytes`).toBeLessThanOrEqual(budget.embed);
  });
});
