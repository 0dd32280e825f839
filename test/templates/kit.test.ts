import { describe, expect, it } from 'vitest';
import { type KitFile, kitFiles } from '../../templates/kit.ts';
import { kitLetters } from '../../templates/kit-letters.ts';
import type { LdapOptions } from '../../tenant/schema/directory.ts';
import { attribute, elementsOf, textIn } from './dom.ts';
import { asHtmlHolds, hostile } from './hostile.ts';
import { wrongWith } from './mail-rules.ts';
import { changed, contoso, examples, piecesOf, type Stationery } from './stationery.ts';

const logo = new Uint8Array([1, 2, 3]);

const filesOf = async (stationery: Stationery): Promise<Map<string, string>> => {
  const files: KitFile[] = await Array.fromAsync(kitFiles(stationery, logo));
  return new Map(files.map(({ path, body }) => [path, String(body)]));
};

const pageOf = async (stationery: Stationery): Promise<string> =>
  (await filesOf(stationery)).get('index.html')!;

describe.each(examples)('the kit of $id', (stationery) => {
  it('has each letter in each language as page, text and draft', async () => {
    const files = await filesOf(stationery);
    const wanted = piecesOf(stationery).flatMap(({ locale, name }) =>
      ['html', 'txt', 'eml'].map((ending) => `${locale}/${name}.${ending}`),
    );
    expect([...files.keys()].toSorted()).toEqual([...wanted, 'index.html', 'logo.png'].toSorted());
    for (const { locale, name, letter } of piecesOf(stationery)) {
      expect(files.get(`${locale}/${name}.html`)).toBe(letter.html);
      expect(files.get(`${locale}/${name}.txt`)).toBe(letter.text);
      expect(files.get(`${locale}/${name}.eml`)).toMatch(/^X-Unsent: 1\r\n/);
    }
  });

  it('has the same bytes every time', async () => {
    expect(await filesOf(stationery)).toEqual(await filesOf(stationery));
  });

  it('has a sound page that links to every file and shows every letter', async () => {
    const files = await filesOf(stationery);
    const page = files.get('index.html')!;
    expect(await wrongWith(page, 'page')).toEqual([]);
    const elements = elementsOf(page);
    const links = elements.map((one) => attribute(one, 'href')).filter((one) => one !== undefined);
    for (const path of [...files.keys()].filter((one) => one.includes('/')))
      expect(links).toContain(path);
    const ids = new Set(elements.map((one) => attribute(one, 'id')));
    for (const link of links)
      expect(link.startsWith('#') ? ids.has(link.slice(1)) : files.has(link), link).toBe(true);
    const frames = elements.filter(({ tagName }) => tagName === 'iframe');
    expect(frames.length).toBe(piecesOf(stationery).length);
    for (const [index, { letter }] of piecesOf(stationery).entries()) {
      const shown = attribute(frames[index]!, 'srcdoc')!;
      expect(shown.replace('src="logo.png"', `src="${stationery.logo?.src ?? 'logo.png'}"`)).toBe(
        letter.html,
      );
      expect(textIn(frames[index]!.parentNode as never)).toContain(letter.subject);
      expect(textIn(frames[index]!.parentNode as never)).toContain(letter.preheader);
    }
  });

  it('has a page that runs no script and asks no other host', async () => {
    const elements = elementsOf(await pageOf(stationery));
    for (const one of elements) {
      expect(['script', 'link', 'img', 'base', 'form']).not.toContain(one.tagName);
      // Without `allow-scripts`, nothing in a preview runs, not even what a letter should never hold.
      if (one.tagName === 'iframe') expect(attribute(one, 'sandbox')).toBe('allow-same-origin');
    }
  });
});

describe('the kit’s page', () => {
  it('shows the logo beside it, also when the portal’s address has signs that are escaped', async () => {
    const odd = {
      ...contoso,
      logo: { ...contoso.logo!, src: "https://contoso.com/a&b'c/logo.png" },
    };
    for (const one of elementsOf(await pageOf(odd)).filter(({ tagName }) => tagName === 'iframe')) {
      expect(attribute(one, 'srcdoc')).toContain('src="logo.png"');
      expect(attribute(one, 'srcdoc')).not.toContain('src="https://');
    }
  });

  it.each(hostile)('has nothing new in it for a tenant that is called %j', async (text) => {
    const named = (shortName: string) =>
      changed(contoso, 'x', ({ organization }) => ({
        organization: { ...organization, shortName },
      }));
    const [page, benign] = [await pageOf(named(text)), await pageOf(named('Fine'))].map((one) =>
      elementsOf(one.toWellFormed()),
    );
    const build = (elements = page) =>
      elements!.map(({ tagName, attrs }) => [tagName, attrs.length]);
    expect(build()).toEqual(build(benign));
    const title = page!.find(({ tagName }) => tagName === 'h1');
    expect(textIn(title!)).toContain(asHtmlHolds(text));
  });

  it('knows a name for every letter in every language', async () => {
    const directory = { kind: 'openldap' } as LdapOptions;
    const everything = changed(contoso, 'x', ({ gateway }) => ({
      gateway: { ...gateway, directory },
    }));
    const page = await pageOf(everything);
    for (const name of Object.keys(kitLetters)) {
      const links = elementsOf(page).filter((one) =>
        attribute(one, 'href')?.endsWith(`/${name}.eml`),
      );
      const names = links.map((one) => attribute(one.parentNode as never, 'aria-label'));
      expect(new Set(names).size).toBe(contoso.tenant.locales.length);
    }
  });
});
