import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { examples, exampleOf } from './portals.ts';

it('renders from the compiled bundle what `astro build` writes, byte for byte', async () => {
  const out = await mkdtemp(join(tmpdir(), 'keyturn-oracle-'));
  try {
    await promisify(execFile)(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build'], {
      env: {
        ...process.env,
        KEYTURN_TENANT: examples.contoso,
        KEYTURN_OUT: out,
        NODE_ENV: 'production',
        ASTRO_TELEMETRY_DISABLED: '1',
      },
    });
    const { pages, files, tenant } = await exampleOf('contoso');
    const rendered = [
      ...pages,
      { path: 'robots.txt', html: String(files.get('robots.txt')) },
      { path: 'sitemap.xml', html: String(files.get('sitemap.xml')) },
    ];
    expect(pages.length).toBe(tenant.locales.length * 13 + 1);
    const different: string[] = [];
    for (const { path, html } of rendered)
      if ((await readFile(join(out, path), 'utf8')) !== html) different.push(path);
    expect(different).toEqual([]);
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}, 120_000);
