import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type KitFile, kitFiles } from '../../templates/kit.ts';
import { kitLetters } from '../../templates/kit-letters.ts';
import { undirected } from '../../templates/letter.ts';
import { channelPapers, guidePapers } from '../../templates/papers/paper.ts';
import { folderOf } from '../../templates/pieces.ts';
import type { LdapOptions } from '../../tenant/schema/directory.ts';
import { wavesOf } from '../../tenant/waves.ts';
import { attribute, type Element, elementsOf, textIn } from './dom.ts';
import { asHtmlHolds, hostile } from './hostile.ts';
import { wrongWith } from './mail-rules.ts';
import { changed, contoso, examples, piecesOf, type Stationery } from './stationery.ts';

const logo = new Uint8Array([1, 2, 3]);

const filesOf = async (stationery: Stationery): Promise<Map<string, string>> => {
  const files: KitFile[] = [...kitFiles(stationery, piecesOf(stationery), { logo })];
  return new Map(files.map(({ path, body }) => [path, String(body)]));
};

const pageOf = async (stationery: Stationery): Promise<string> =>
  (await filesOf(stationery)).get('index.html')!;

describe.each(examples)('the kit of $id', (stationery) => {
  it('has each letter as page, text and draft, each paper as page and text, and a calendar per wave', async () => {
    const files = await filesOf(stationery);
    const wanted = piecesOf(stationery).flatMap(({ path }) =>
      ['html', 'txt', 'eml', 'emltpl', 'oft'].map((ending) => `${path}.${ending}`),
    );
    const { tenant } = stationery;
    const waves = wavesOf(tenant);
    const papers = [
      ...waves.flatMap((wave) =>
        wave.locales.flatMap((code) => channelPapers.map((name) => folderOf(wave, code) + name)),
      ),
      ...tenant.locales.flatMap((code) => guidePapers.map((name) => `${code}/${name}`)),
    ].flatMap((path) => [`${path}.html`, `${path}.txt`]);
    const calendars = waves
      .filter(({ rollout }) => rollout.launch)
      .map(({ number }) => (number ? `wave-${number}.ics` : 'plan.ics'));
    const values = tenant.locales.map((code) => `${code}/entra-branding.json`);
    const all = [...wanted, ...papers, ...calendars, ...values, 'index.html', 'logo.png'];
    expect([...files.keys()].toSorted()).toEqual(all.toSorted());
    for (const { path, letter } of piecesOf(stationery)) {
      expect(files.get(`${path}.html`)).toBe(letter.html);
      expect(files.get(`${path}.txt`)).toBe(letter.text);
      expect(files.get(`${path}.eml`)).toMatch(/^X-Unsent: 1\r\n/);
      expect(files.get(`${path}.emltpl`)).toBe(files.get(`${path}.eml`));
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
    for (const path of [...files.keys()].filter((one) =>
      /\/.*\.(html|txt|eml|emltpl|oft)$/.test(one),
    ))
      expect(links).toContain(path);
    // What is printed comes from another process, and lies beside the page that says the same.
    for (const link of links)
      expect(link === 'qa.json' || files.has(link.replace(/\.pdf$/, '.html')), link).toBe(true);
    const frames = elements.filter(({ tagName }) => tagName === 'iframe');
    expect(frames.length).toBe(piecesOf(stationery).length);
    const shown = new Map(
      frames.map((frame) => [
        attribute(frame, 'srcdoc')!.replace(
          'src="logo.png"',
          `src="${stationery.logo?.src ?? 'logo.png'}"`,
        ),
        textIn((frame.parentNode as Element).parentNode!),
      ]),
    );
    for (const { letter } of piecesOf(stationery)) {
      expect(shown.get(letter.html)).toContain(letter.subject);
      expect(shown.get(letter.html)).toContain(letter.preheader);
    }
  });

  it('has a page that runs its own script alone, and asks no other host', async () => {
    const elements = elementsOf(await pageOf(stationery));
    const [own, ...others] = elements.filter(({ tagName }) => tagName === 'script');
    expect(others).toEqual([]);
    const policy = elements
      .map((one) => attribute(one, 'content') ?? '')
      .find((one) => one.startsWith('default-src'));
    const hash = createHash('sha256').update(textIn(own!)).digest('base64');
    expect(policy).toContain(`script-src 'sha256-${hash}';`);
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*/);
    for (const one of elements) {
      expect(['link', 'img', 'base', 'object']).not.toContain(one.tagName);
      expect(one.attrs.map(({ name }) => name).filter((name) => name.startsWith('on'))).toEqual([]);
      // Without `allow-scripts`, nothing in a preview runs, not even what a letter should never hold.
      if (one.tagName === 'iframe') expect(attribute(one, 'sandbox')).toBe('allow-same-origin');
    }
  });

  it('has papers that are sound, and say the same in their text', async () => {
    const files = await filesOf(stationery);
    const [first] = stationery.tenant.locales;
    for (const name of [...channelPapers, ...guidePapers]) {
      const wave = wavesOf(stationery.tenant).find(({ locales }) => locales.includes(first!));
      const isChannel = (channelPapers as readonly string[]).includes(name);
      const path = folderOf(isChannel ? wave : undefined, first!) + name;
      const page = files.get(`${path}.html`)!;
      expect(await wrongWith(page, 'page'), path).toEqual([]);
      const words = (text: string): string => undirected(text).replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
      const said = words(files.get(`${path}.txt`)!);
      for (const one of elementsOf(page).filter(({ tagName }) =>
        ['p', 'li', 'td', 'h2', 'pre'].includes(tagName),
      ))
        expect(said, path).toContain(words(textIn(one)).trim());
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
    const everything = changed(contoso, 'x', ({ gateway, policy }) => ({
      gateway: { ...gateway, directory },
      policy: { ...policy, password: { ...policy.password, expiryDays: 90 } },
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
