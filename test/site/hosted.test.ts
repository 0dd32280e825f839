// Portals whose ways in are pages of another service: plain links, for everyone and without script.
import { describe, expect, it } from 'vitest';
import { wordsFor } from '../../locales/words.ts';
import { load, right } from '../tenant/files.ts';
import { allOf, elementsOf } from './dom.ts';
import { type Example, exampleNames, exampleOf, type Page, portalOf, textOf } from './portals.ts';

type Cloud = 'public' | 'usgov' | 'china';

// By the vendor's own names for the pages of each cloud; written out, so that a slip in the code can't hide in the test.
const expected: Record<Cloud, (locale: string) => Record<string, string>> = {
  public: (locale) => ({
    reset: `https://passwordreset.microsoftonline.com/?whr=contoso.com&mkt=${locale}`,
    unlock: `https://passwordreset.microsoftonline.com/?whr=contoso.com&mkt=${locale}`,
    register: `https://mysignins.microsoft.com/security-info?tenant=contoso.com&lng=${locale}`,
    change: `https://mysignins.microsoft.com/security-info/password/change?tenant=contoso.com&lng=${locale}`,
  }),
  usgov: (locale) => ({
    reset: `https://passwordreset.microsoftonline.us/?whr=contoso.com&mkt=${locale}`,
    unlock: `https://passwordreset.microsoftonline.us/?whr=contoso.com&mkt=${locale}`,
    register: `https://mysignins.azure.us/security-info?tenant=contoso.com&lng=${locale}`,
    change: `https://mysignins.azure.us/security-info/password/change?tenant=contoso.com&lng=${locale}`,
  }),
  china: (locale) => ({
    reset: `https://passwordreset.activedirectory.windowsazure.cn/?whr=contoso.com&mkt=${locale}`,
    unlock: `https://passwordreset.activedirectory.windowsazure.cn/?whr=contoso.com&mkt=${locale}`,
    register: `https://account.activedirectory.windowsazure.cn/PasswordReset/Register.aspx?regref=ssprsetup&whr=contoso.com&mkt=${locale}`,
    change: `https://account.activedirectory.windowsazure.cn/ChangePassword.aspx?whr=contoso.com&mkt=${locale}`,
  }),
};

const withBackend = (backend: string): string =>
  right
    .replace('backend:\n  kind: http\n  url: /api\n', `backend: ${backend}\n`)
    .replace('locales: [en, nl]', 'locales: [en, nl, ar]');

const foreignLinks = (html: string): string[] =>
  allOf(html, 'a')
    .map(({ attributes }) => attributes.href!)
    .filter((href) => href.startsWith('https:'));

describe.each(Object.keys(expected) as Cloud[])('an Entra portal in the %s cloud', (cloud) => {
  it('leads from every way in to the right page, in the page’s own language', async () => {
    const portal = await portalOf(await load(withBackend(`{kind: entra, cloud: ${cloud}}`)));
    for (const locale of portal.tenant.locales)
      for (const [way, href] of Object.entries(expected[cloud](locale))) {
        const folder = locale === 'en' ? '' : `${locale}/`;
        const page = textOf(portal, `${folder}${way}/index.html`);
        expect(foreignLinks(page), `${locale} ${way}`).toEqual([href]);
        const home = allOf(textOf(portal, `${folder}index.html`), 'a');
        expect(home.some(({ attributes }) => attributes.href === `/${folder}${way}/`)).toBe(true);
      }
  });
});

describe('a portal of plain links', () => {
  it('keeps every address exactly as it was given', async () => {
    const given = {
      reset: 'https://id.contoso.com/recover?next=%2Fhome&x=a+b#top',
      register: 'https://id.contoso.com:8443/methods',
      change: 'https://id.contoso.com/~change;v=1',
      unlock: 'https://id.contoso.com/unlock/',
    };
    const portal = await portalOf(
      await load(withBackend(JSON.stringify({ kind: 'links', ...given }))),
    );
    for (const [way, href] of Object.entries(given))
      expect(foreignLinks(textOf(portal, `nl/${way}/index.html`)), way).toEqual([href]);
  });

  it('leads straight to the service from a home page that has no pages of its own for it', async () => {
    const content = withBackend('{kind: links, reset: "https://id.contoso.com/recover"}');
    const portal = await portalOf(await load(content.replace('com/\n', 'com/\n  pages: [help]\n')));
    expect(foreignLinks(textOf(portal, 'index.html'))).toEqual(['https://id.contoso.com/recover']);
  });
});

const hosted = exampleNames.filter((name) => name !== 'contoso');

// All but the page that shows developers the script at work.
const forPeople = async (name: Example): Promise<Page[]> =>
  (await exampleOf(name)).pages.filter(({ path }) => !path.endsWith('embed/index.html'));

describe.each(hosted)('the portal of %s', (name) => {
  it('has no script at all, but the one that offers the browser’s language', async () => {
    const { tenant } = await exampleOf(name);
    for (const { path, html } of await forPeople(name)) {
      const scripts = allOf(html, 'script');
      const offers = tenant.locales.length > 1 && path !== '404.html' ? 1 : 0;
      expect(scripts, path).toHaveLength(offers);
      for (const { text } of scripts) expect(text, path).toContain('navigator.languages');
    }
  });

  it('needs no script for anything: what is hidden is only the offer', async () => {
    for (const { path, html } of await forPeople(name)) {
      const all = elementsOf(html);
      const hidden = all.filter(({ attributes }) => 'hidden' in attributes);
      expect(
        hidden.every(({ attributes }) => attributes.class === 'offer'),
        path,
      ).toBe(true);
      expect(
        all.filter(({ name: tag }) => /^(form|input|button|keyturn-)/.test(tag)),
        path,
      ).toEqual([]);
    }
  });

  it('says on the reset page, step by step, what will happen there', async () => {
    const portal = await exampleOf(name);
    const { tenant } = portal;
    for (const locale of tenant.locales) {
      const folder = locale === tenant.defaultLocale ? '' : `${locale}/`;
      const html = textOf(portal, `${folder}reset/index.html`);
      const say = wordsFor(locale);
      const list = allOf(html, 'section').find(
        ({ attributes }) => attributes['aria-label'] === say('site.step-list'),
      )!;
      const steps = list.inside.filter(({ name: tag }) => tag === 'li').map(({ text }) => text);
      const { host } = new URL(foreignLinks(html).find((href) => !href.includes('support'))!);
      expect(steps).toHaveLength(5);
      expect(steps[0]).toBe(say('site.step.hosted', { host }));
      expect(steps[1]).toContain(`ada@${tenant.organization.domains[0]}`);
      for (const method of tenant.policy.methods)
        expect(steps[2]).toContain(say(`site.method.${method}`));
      expect(steps[3]).toContain(String(tenant.policy.password.minLength));
      expect(steps[4]).toBe(say('site.step.done'));
    }
  });
});
