import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { describe, expect, it } from 'vitest';
import { loadTenant } from '../../tenant/load.ts';
import { allOf, elementsOf, metaOf } from './dom.ts';
import { exampleNames, examples, exampleOf, type Portal, portalOf, textOf } from './portals.ts';

const tagsOf = (xml: string): SaxesTagPlain[] => {
  const tags: SaxesTagPlain[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => tags.push(tag));
  parser.write(xml).close();
  return tags;
};

const addressesIn = ({ tenant, pages }: Portal): string[] =>
  pages
    .filter(
      ({ path }) => path !== '404.html' && !/(?:ask|embed|link|not-me)\/index\.html$/.test(path),
    )
    .map(({ path }) => tenant.portal.url + path.replace(/index\.html$/, ''));

const textBetween = (xml: string, tag: string): string[] =>
  [...xml.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))].map((match) => match[1]!);

describe('A portal', () => {
  it('carries the licences of what is not ours in it', async () => {
    const text = textOf(await exampleOf('contoso'), 'licences.txt');
    for (const part of [
      'lit-html ',
      '@lit/localize ',
      'tailwindcss ',
      'BSD 3-Clause',
      'MIT License',
    ])
      expect(text).toContain(part);
  });

  it('speaks its default language where a page has none of its languages', async () => {
    const tenant = await loadTenant(examples.contoso);
    const portal = await portalOf({ ...tenant, defaultLocale: 'nl' });
    const embed = textOf(portal, 'embed/keyturn.js');
    const [, first] = /"words":\{"([a-z]+)"/.exec(embed)!;
    expect(first).toBe('nl');
  });
});

describe.each(exampleNames)('%s', (name) => {
  it('lists every page once in a well-formed site map, each with its other languages', async () => {
    const portal = await exampleOf(name);
    const xml = textOf(portal, 'sitemap.xml');
    expect(textBetween(xml, 'loc').toSorted()).toEqual(addressesIn(portal).toSorted());
    const alternates = tagsOf(xml).filter((tag) => tag.name === 'xhtml:link');
    const { locales } = portal.tenant;
    expect(alternates.length).toBe(addressesIn(portal).length * locales.length);
    const named = alternates.map(({ attributes }) => attributes.href!);
    expect(new Set(named)).toEqual(new Set(addressesIn(portal)));
  });

  it('is open to search engines, and says where the site map is', async () => {
    const portal = await exampleOf(name);
    const lines = textOf(portal, 'robots.txt').trimEnd().split('\n');
    expect(lines).toEqual([
      'User-agent: *',
      'Allow: /',
      `Sitemap: ${portal.tenant.portal.url}sitemap.xml`,
    ]);
  });

  it('speaks all of its languages on the page for addresses that don’t exist', async () => {
    const { tenant, pages } = await exampleOf(name);
    const { html } = pages.find(({ path }) => path === '404.html')!;
    const sections = allOf(html, 'section').filter(({ attributes }) => attributes.lang);
    const headings = allOf(html, 'h1');
    expect(headings).toHaveLength(1);
    // The first language has the panel, the others a section each.
    const [page] = allOf(html, 'html');
    const spoken = [page!, ...sections].map(({ attributes }) => attributes.lang);
    expect(spoken).toEqual(tenant.locales);
    const titles = [...headings, ...sections].map(({ text }) => text);
    expect(new Set(titles).size).toBe(tenant.locales.length);
    expect(metaOf(html, 'robots')).toBe('noindex');
  });
});

describe('/.well-known/change-password', () => {
  it('is a page that goes on to the change page by itself, or by a link', async () => {
    for (const name of ['contoso', 'fabrikam'] as const) {
      const portal = await exampleOf(name);
      const html = textOf(portal, '.well-known/change-password/index.html');
      const change = new URL('change/', portal.tenant.portal.url).pathname;
      expect(metaOf(html, 'refresh')).toBe(`0; url=${change}`);
      expect(allOf(html, 'a').map(({ attributes }) => attributes.href)).toEqual([change]);
      expect(elementsOf(html)[0]!.attributes.lang).toBe(portal.tenant.defaultLocale);
    }
  });

  it('isn’t there where the portal has no change page', async () => {
    expect([...(await exampleOf('wingtip')).files.keys()].join()).not.toContain('change');
  });
});

describe('/.well-known/security.txt', () => {
  const fieldsOf = (text: string): [string, string][] =>
    text
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(/: (.*)/).slice(0, 2) as [string, string]);

  it('is what RFC 9116 asks for: contact, one expiry ahead of us, languages, its own address', async () => {
    const portal = await exampleOf('contoso');
    const text = textOf(portal, '.well-known/security.txt');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const fields = fieldsOf(text);
    expect(fields.map(([field]) => field)).toEqual([
      'Contact',
      'Expires',
      'Preferred-Languages',
      'Canonical',
    ]);
    const { Contact, Expires, Canonical } = Object.fromEntries(fields);
    expect(Contact).toBe('mailto:security@contoso.com');
    expect(Expires).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Date.parse(Expires!)).toBeGreaterThan(Date.now());
    expect(Canonical).toBe('https://passwords.contoso.com/.well-known/security.txt');
    expect(fields[2]![1]).toBe('en, nl, ar');
  });

  it('names the origin’s root for a portal under a sub-path, and an address as contact as it is', async () => {
    const tenant = await loadTenant(examples.contoso);
    const portal = await portalOf({
      ...tenant,
      portal: { ...tenant.portal, url: 'https://www.contoso.com/it/' },
      security: { ...tenant.security!, contact: 'https://www.contoso.com/security' },
    });
    const fields = Object.fromEntries(fieldsOf(textOf(portal, '.well-known/security.txt')));
    expect(fields.Contact).toBe('https://www.contoso.com/security');
    expect(fields.Canonical).toBe('https://www.contoso.com/.well-known/security.txt');
  });

  it('isn’t there for a tenant that names no contact', async () => {
    expect((await exampleOf('fabrikam')).files.has('.well-known/security.txt')).toBe(false);
  });
});
