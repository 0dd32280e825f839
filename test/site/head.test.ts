import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { languages } from '../../locales/languages.ts';
import { basePath } from '../../tenant/addresses.ts';
import { allOf, elementsOf, metaOf } from './dom.ts';
import { exampleNames, exampleOf, fileAt, type Page, type Portal } from './portals.ts';

const linksOf = (html: string, rel: string): Record<string, string>[] =>
  allOf(html, 'link')
    .map(({ attributes }) => attributes)
    .filter((attributes) => attributes.rel === rel);

const published = ({ pages }: Portal): Page[] => pages.filter(({ path }) => path !== '404.html');

// The file behind an address of the portal, absolute or not.
const fileOf = ({ tenant, files }: Portal, address: string): Uint8Array | string | undefined => {
  const { origin, pathname } = new URL(address, tenant.portal.url);
  const own = origin === new URL(tenant.portal.url).origin;
  return own ? files.get(fileAt(pathname.slice(basePath(tenant).length))) : undefined;
};

const canonicalOf = (html: string): string => linksOf(html, 'canonical')[0]!.href!;

describe.each(exampleNames)('the head of every page of %s', (name) => {
  it('names its own absolute address, and only one page has it', async () => {
    const portal = await exampleOf(name);
    const addresses = published(portal).map(({ path, html }) => {
      expect(linksOf(html, 'canonical'), path).toHaveLength(1);
      expect(canonicalOf(html), path).toBe(
        portal.tenant.portal.url + path.replace(/index\.html$/, ''),
      );
      expect(metaOf(html, 'og:url'), path).toBe(canonicalOf(html));
      return canonicalOf(html);
    });
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it('names the same page in every language, and each names it back', async () => {
    const portal = await exampleOf(name);
    const { locales, defaultLocale } = portal.tenant;
    const alternates = new Map(
      published(portal).map(({ html }) => [
        canonicalOf(html),
        linksOf(html, 'alternate').map(({ hreflang, href }) => [hreflang!, href!]),
      ]),
    );
    for (const [address, others] of alternates) {
      const tags = others.map(([tag]) => tag);
      expect(tags, address).toEqual(locales.length > 1 ? [...locales, 'x-default'] : []);
      if (others.length > 0) expect(others.map(([, href]) => href)).toContain(address);
      for (const [, href] of others) expect(alternates.get(href!), href).toEqual(others);
      const fallback = others.find(([tag]) => tag === 'x-default')?.[1];
      expect(fallback).toBe(others.find(([tag]) => tag === defaultLocale)?.[1]);
    }
  });

  it('has the language of its folder, and that language’s direction', async () => {
    const portal = await exampleOf(name);
    for (const { path, html } of portal.pages) {
      const { lang, dir } = elementsOf(html)[0]!.attributes;
      const folder = path.split('/')[0]!;
      const locale = portal.tenant.locales.find((code) => code === folder);
      expect(lang, path).toBe(locale ?? portal.tenant.defaultLocale);
      expect(dir, path).toBe(languages[lang as keyof typeof languages].dir);
    }
  });

  it('has a title and a description that no other page in its language has', async () => {
    const portal = await exampleOf(name);
    const heads = published(portal).map(({ html }) => [
      `${elementsOf(html)[0]!.attributes.lang}: ${allOf(html, 'title')[0]!.text}`,
      metaOf(html, 'description')!,
    ]);
    expect(new Set(heads.map(([title]) => title)).size).toBe(heads.length);
    for (const [title, description] of heads) {
      expect(title).toContain(portal.tenant.organization.shortName);
      expect(description!.length, title).toBeGreaterThan(20);
    }
  });

  it('names a social card of 1200 × 630 and icons that are what they say', async () => {
    const portal = await exampleOf(name);
    const sizeOf = async (address: string): Promise<string> => {
      const bytes = fileOf(portal, address);
      const { format, width, height } = await sharp(Buffer.from(bytes as Uint8Array)).metadata();
      return `${format} ${width}×${height}`;
    };
    const icons = new Set(
      published(portal).map(({ html }) => {
        const [svg, png] = linksOf(html, 'icon');
        const touch = linksOf(html, 'apple-touch-icon')[0]!;
        expect([svg!.type, png!.type, png!.sizes]).toEqual(['image/svg+xml', 'image/png', '32x32']);
        const card = metaOf(html, 'og:image')!;
        expect(card).toMatch(/^https:/);
        return [svg!.href, png!.href, touch.href, card].join(' ');
      }),
    );
    expect(icons.size).toBe(1);
    const [svg, png, touch, card] = [...icons][0]!.split(' ');
    expect(String(fileOf(portal, svg!))).toMatch(
      /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/,
    );
    expect(await sizeOf(png!)).toBe('png 32×32');
    expect(await sizeOf(touch!)).toBe('png 180×180');
    expect(await sizeOf(card!)).toBe('png 1200×630');
  });
});
