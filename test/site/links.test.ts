import { describe, expect, it } from 'vitest';
import { basePath } from '../../tenant/addresses.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { hostedLinks } from '../../tenant/addresses.ts';
import { loadTenant } from '../../tenant/load.ts';
import { elementsOf } from './dom.ts';
import { exampleNames, examples, exampleOf, fileAt, type Portal, portalOf } from './portals.ts';

const nested: Promise<Portal> = loadTenant(examples.contoso).then((tenant) =>
  portalOf({
    ...tenant,
    portal: { ...tenant.portal, url: 'https://it.contoso.com/it/passwords/' },
  }),
);

const portals = [
  ...exampleNames.map((name) => [name, exampleOf(name)] as const),
  ['contoso under a sub-path', nested] as const,
];

const loading: Record<string, string> = {
  script: 'src',
  img: 'src',
  source: 'srcset',
  iframe: 'src',
  video: 'src',
  audio: 'src',
  object: 'data',
  embed: 'src',
  form: 'action',
};

type Reference = { page: string; tag: string; address: string };

const referencesIn = ({ pages }: Portal): Reference[] =>
  pages.flatMap(({ path, html }) =>
    elementsOf(html).flatMap(({ name, attributes }) => {
      const address = attributes.href ?? attributes[loading[name] ?? ''];
      return address === undefined ? [] : [{ page: path, tag: name, address }];
    }),
  );

const addressOf = (tenant: Tenant, page: string): URL =>
  new URL(page.replace(/index\.html$/, ''), tenant.portal.url);

const isOwn = (tenant: Tenant, { page, address }: Reference): boolean =>
  new URL(address, addressOf(tenant, page)).origin === new URL(tenant.portal.url).origin;

// Every other host that a tenant file names, with the addresses that it gives.
const declared = (tenant: Tenant): string[] => {
  const { support, legal, signIn } = tenant;
  const hosted = tenant.locales.flatMap((code) => Object.values(hostedLinks(tenant, code) ?? {}));
  return [support.url, legal.privacyUrl, legal.imprintUrl, signIn?.url, ...hosted].filter(
    (one) => one !== undefined,
  );
};

describe.each(portals)('%s', (_name, made) => {
  it('leads nowhere but to its own pages and files, and to addresses of the tenant file', async () => {
    const portal = await made;
    const { tenant } = portal;
    const foreign = referencesIn(portal).filter((one) => !isOwn(tenant, one));
    const known = new Set([...declared(tenant), `mailto:${tenant.support.email}`]);
    const strange = foreign.filter(
      ({ tag, address }) => tag !== 'a' || !(known.has(address) || address.startsWith('tel:')),
    );
    expect(strange).toEqual([]);
  });

  it('has a file behind every address of its own, and an element behind every anchor', async () => {
    const portal = await made;
    const { tenant, files } = portal;
    const base = basePath(tenant);
    const own = referencesIn(portal).filter((one) => isOwn(tenant, one));
    const broken = own.filter(({ page, address }) => {
      const { pathname, hash } = new URL(address, addressOf(tenant, page));
      const body = pathname.startsWith(base) && files.get(fileAt(pathname.slice(base.length)));
      if (!body) return true;
      const ids = hash ? elementsOf(String(body)).map(({ attributes }) => attributes.id) : [];
      return hash !== '' && !ids.includes(hash.slice(1));
    });
    expect(own.length).toBeGreaterThan(20);
    expect(broken).toEqual([]);
  });

  it('names no other host in its styles', async () => {
    const { pages } = await made;
    const css = pages.flatMap(({ html }) =>
      elementsOf(html).flatMap(({ name, text }) => (name === 'style' ? [text] : [])),
    );
    expect(css.filter((text) => /@import|https?:|url\(/.test(text))).toEqual([]);
  });

  it('opens the help page in a new tab that can’t reach back, and sends no referrer', async () => {
    const { pages } = await made;
    for (const { path, html } of pages) {
      const opening = elementsOf(html).filter(({ attributes }) => attributes.target);
      for (const { attributes } of opening) {
        expect(attributes.target, path).toBe('_blank');
        expect(attributes.rel, path).toContain('noopener');
      }
    }
  });
});

describe('a portal under a sub-path', () => {
  it('is the same as one at the root, but for its addresses', async () => {
    const [below, root] = await Promise.all([nested, exampleOf('contoso')]);
    // Where an address may break says nothing of where it leads.
    const moved = (text: string): string =>
      text
        .replaceAll(/<\/?(?:bdi|wbr)>/g, '')
        .replaceAll('https://it.contoso.com/it/passwords/', 'https://passwords.contoso.com/')
        .replaceAll('https://it.contoso.com', 'https://passwords.contoso.com')
        .replaceAll('it.contoso.com/it/passwords', 'passwords.contoso.com')
        .replaceAll('"/it/passwords/', '"/')
        .replaceAll('url=/it/passwords/', 'url=/');
    // Some hosts look for their file at the root alone.
    const here = /^(?!_|[a-z]+\.(?:config\.)?json|\.nojekyll)/;
    const names = ({ files }: Portal): string[] =>
      [...files.keys()].filter((one) => here.test(one));
    expect(names(below)).toEqual(names(root));
    for (const { path, html } of below.pages)
      expect(moved(html), path).toBe(moved(root.pages.find((page) => page.path === path)!.html));
  });
});
