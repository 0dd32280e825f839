// The script for other sign-in pages, its versions, and the page that shows how to use it.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readCompiled } from '../../site/publish/compiled.ts';
import type { Former } from '../../site/publish/files.ts';
import { portalFiles, portalInput } from '../../site/publish/index.ts';
import { keptVersions } from '../../site/publish/kept-versions.ts';
import { loadTenant } from '../../tenant/load.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { allOf, metaOf } from './dom.ts';
import { exampleNames, examples, exampleOf, type Files, textOf } from './portals.ts';

const sha384 = (text: string): string =>
  `sha384-${createHash('sha384').update(text, 'utf8').digest('base64')}`;

const unescaped = (markup: string): string =>
  markup.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"');

// One build after another into the same folder: what the last one left is there for the next.
const rebuilt = async (tenant: Tenant, before: Files): Promise<Files> => {
  const former: Former = async (path) => {
    const body = before.get(path);
    if (body === undefined) return path.endsWith('.png') ? new Uint8Array() : undefined;
    return Buffer.from(body);
  };
  const files: Files = new Map();
  for await (const { path, body } of portalFiles(
    await portalInput(tenant, await readCompiled(), former),
  ))
    files.set(path, body);
  return files;
};

const versionsIn = (files: Files): string[] =>
  [...files.keys()].filter((path) => /^embed\/keyturn\.\w+\.js$/.test(path));

const renamed = (tenant: Tenant, phone: string): Tenant => ({
  ...tenant,
  support: { ...tenant.support, phone },
});

describe.each(exampleNames)('the embed page of %s', (name) => {
  it('names the file that was built, and its integrity value, in every language', async () => {
    const portal = await exampleOf(name);
    const [version] = versionsIn(portal.files);
    const integrity = sha384(textOf(portal, version!));
    expect(textOf(portal, 'embed/keyturn.js')).toBe(textOf(portal, version!));
    const pages = portal.pages.filter(({ path }) => path.endsWith('embed/index.html'));
    expect(pages).toHaveLength(portal.tenant.locales.length);
    for (const { path, html } of pages) {
      const script = allOf(html, 'script').find(({ attributes }) => attributes.src);
      expect(script!.attributes, path).toMatchObject({ type: 'module', integrity });
      const copied = allOf(html, 'code').map(({ text }) => unescaped(text));
      const line = copied.find((code) => code.includes('integrity'))!;
      expect(line.replaceAll(/\s+/g, ' ')).toBe(
        `<script type="module" src="${portal.tenant.portal.url}${version}" integrity="${integrity}" crossorigin="anonymous"></script>`,
      );
      expect(metaOf(html, 'robots'), path).toBe('noindex');
    }
  });

  it('is no page of the site map', async () => {
    expect(textOf(await exampleOf(name), 'sitemap.xml')).not.toContain('embed/');
  });
});

describe('the embed file', () => {
  const offeredTo = async (tenant: Tenant): Promise<string | undefined> => {
    const files = await rebuilt(tenant, new Map());
    const script = Buffer.from(files.get('embed/keyturn.js')!).toString();
    return /"choices":\[([^\]]*)\]/.exec(script)?.[1];
  };

  it('offers what the portal has a page for, and no more', async () => {
    const tenant = await loadTenant(examples.contoso);
    const { portal, policy } = tenant;
    const reset: Tenant = { ...tenant, portal: { ...portal, pages: ['reset'] } };
    expect(await offeredTo(tenant)).toBe(undefined);
    expect(await offeredTo(reset)).toBe('"forgot","locked"');
    expect(await offeredTo({ ...reset, policy: { ...policy, unlock: false } })).toBe('"forgot"');
  });
});

describe('versions of the embed file', () => {
  it('stay published for the pages that are tied to them, the newest few', async () => {
    const tenant = await loadTenant(examples.fabrikam);
    let files: Files = new Map();
    const seen: string[] = [];
    for (let build = 0; build < keptVersions + 3; build += 1) {
      files = await rebuilt(renamed(tenant, `+31 20 555 01 0${build}`), files);
      seen.unshift(versionsIn(files)[0]!);
    }
    expect(versionsIn(files)).toEqual(seen.slice(0, keptVersions + 1));
    const listed = JSON.parse(String(files.get('embed/versions.json'))) as {
      path: string;
      integrity: string;
    }[];
    expect(listed.map(({ path }) => path)).toEqual(versionsIn(files));
    for (const { path, integrity } of listed)
      expect(sha384(String(files.get(path)))).toBe(integrity);
  });

  it('are the same after a build that changes nothing', async () => {
    const tenant = await loadTenant(examples.fabrikam);
    const first = await rebuilt(
      renamed(tenant, '+31 20 555 01 00'),
      await rebuilt(tenant, new Map()),
    );
    const again = await rebuilt(renamed(tenant, '+31 20 555 01 00'), first);
    expect(versionsIn(again)).toEqual(versionsIn(first));
    expect(again.get('embed/versions.json')).toEqual(first.get('embed/versions.json'));
  });

  it('are left behind when they aren’t what their name says, or their list is spoilt', async () => {
    const tenant = await loadTenant(examples.fabrikam);
    const first = await rebuilt(tenant, new Map());
    const [version] = versionsIn(first);
    const next = renamed(tenant, '+31 20 555 01 00');
    for (const spoilt of [
      [version!, 'alert(1)'],
      ['embed/versions.json', '{"path":'],
      ['embed/versions.json', '[{"path":"../secret"},{"path":"index.html"},7]'],
    ] as const)
      expect(versionsIn(await rebuilt(next, new Map([...first, spoilt])))).toHaveLength(1);
  });
});
