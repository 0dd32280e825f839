// The report of a build for people, and the bill of materials beside it.
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTenant } from '../../cli/build-tenant.ts';
import { gradeOf } from '../../cli/report/grade.ts';
import pkg from '../../package.json' with { type: 'json' };
import { allOf, metaOf } from '../site/dom.ts';

type Component = {
  'bom-ref': string;
  name: string;
  version: string;
  purl: string;
  licenses: object[];
  hashes: object[];
};

describe('the report of a build', () => {
  let folder: string;
  let page: string;
  beforeAll(async () => {
    const cwd = await mkdtemp(join(tmpdir(), 'keyturn-report-'));
    await buildTenant('examples/contoso/tenant.yaml', join(cwd, 'out'));
    folder = join(cwd, 'out', 'contoso');
    page = await readFile(join(folder, 'report.html'), 'utf8');
  });

  afterAll(() => rm(join(folder, '..', '..'), { recursive: true, force: true }));

  it('tells grade, contrast, shifts, sizes, languages and packages, and asks nothing of anybody', () => {
    const titles = allOf(page, 'h2').map(({ text }) => text);
    expect(titles).toEqual([
      'Worth knowing',
      'Headers',
      'Contrast',
      'Colours that were shifted',
      'Languages',
      'Sizes',
      'What ships beside our own code',
    ]);
    expect(allOf(page, 'ul')[0]!.text).toMatch(
      /A\+.*HTTP Observatory, 150 points.*:1.*3.*languages/s,
    );
    expect(page).toContain('#f2a900');
    expect(allOf(page, 'script', 'img', 'link')).toEqual([]);
    expect(metaOf(page, 'content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-/,
    );
  });

  it('and all beside it has the same bytes from another folder, where files have other times', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'keyturn-elsewhere-'));
    try {
      await cp('examples/contoso', join(elsewhere, 'far', 'contoso'), { recursive: true });
      await buildTenant(join(elsewhere, 'far', 'contoso', 'tenant.yaml'), join(elsewhere, 'out'));
      const digests = async (from: string): Promise<[string, string][]> => {
        const names = await readdir(from, { recursive: true, withFileTypes: true });
        const files = names
          .filter((one) => one.isFile())
          .map((one) => join(one.parentPath, one.name));
        const all = files.toSorted().map(async (file): Promise<[string, string]> => [
          relative(from, file),
          createHash('sha256')
            .update(await readFile(file))
            .digest('hex'),
        ]);
        return Promise.all(all);
      };
      const [here, there] = [
        await digests(folder),
        await digests(join(elsewhere, 'out', 'contoso')),
      ];
      expect(here.length).toBeGreaterThan(100);
      expect(there).toEqual(here);
    } finally {
      await rm(elsewhere, { recursive: true, force: true });
    }
  });

  it('lists what browsers get of others, with version, licence and digest', async () => {
    const bom = JSON.parse(await readFile(join(folder, 'sbom.json'), 'utf8')) as {
      bomFormat: string;
      components: Component[];
    };
    expect(bom.bomFormat).toBe('CycloneDX');
    expect(bom.components.map(({ name }) => name)).toEqual([
      'lit-html',
      '@lit/localize',
      'tailwindcss',
    ]);
    for (const { licenses, hashes, purl, version } of bom.components) {
      expect(licenses).toHaveLength(1);
      expect(hashes).toHaveLength(1);
      expect(purl).toContain(version);
    }
  });

  it('lists what is in the command, each with its licence, and none that asks for more than a notice', async () => {
    const { components } = JSON.parse(await readFile('compiled/sbom.json', 'utf8')) as {
      components: Component[];
    };
    expect(components.length).toBeGreaterThan(30);
    expect(components.length).toBeLessThan(100);
    const named = new Set(components.map(({ name }) => name));
    // What the package asks for, what is within the command, and what is within the renderer of pages.
    const asked = Object.keys(pkg.dependencies);
    for (const name of [...asked, 'hono', 'parse5', 'astro', 'devalue'])
      expect(named).toContain(name);
    const refs = components.map((one) => one['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    const licences = components.map(({ licenses }) => JSON.stringify(licenses));
    for (const licence of licences)
      expect(licence).toMatch(
        /"(MIT|MIT-0|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0)"/,
      );
  });
});

describe('the grade', () => {
  it('is what the Observatory’s own table comes to, and bonuses are for those who lack nothing', () => {
    expect(gradeOf({}, "default-src 'none'")).toMatchObject({ score: 55, letter: 'C' });
    const headers = {
      'Strict-Transport-Security': 'max-age=63072000',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
    };
    expect(gradeOf(headers, "default-src 'none'")).toMatchObject({ score: 120, letter: 'A+' });
    expect(gradeOf(headers, "default-src 'self' 'unsafe-inline'").letter).toBe('B+');
  });
});
