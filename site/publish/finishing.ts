import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { loadTenant } from '../../tenant/load.ts';
import { finishPage } from './finish.ts';
import { connectSources } from './index.ts';
import { routesOf } from './paths.ts';

/** Gives the pages of an ordinary `astro build` the same last touch that published pages get. */
export const finishing = (): AstroIntegration => ({
  name: 'keyturn-finishing',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      const tenant = await loadTenant(process.env.KEYTURN_TENANT ?? 'examples/contoso/tenant.yaml');
      const connect = connectSources(tenant);
      const pages = routesOf(tenant).filter(({ file }) => file.endsWith('.html'));
      for (const { file } of pages) {
        const path = join(fileURLToPath(dir), file);
        await writeFile(path, finishPage(await readFile(path, 'utf8'), connect));
      }
    },
  },
});
