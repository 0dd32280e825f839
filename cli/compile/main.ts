// `npm run build`: compiles the site, the widget, the command and the npm package once. Afterwards pages are rendered without Vite and
// Astro. The former state stays in use until the new one is whole.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { stampOf } from '../stamp.mjs';
import { compileCommand, joinSite } from './command.ts';
import { copyFonts } from './fonts.ts';
import { licencesOf } from './licences.ts';
import { compilePackage } from './package/index.ts';
import { sbomOf } from './sbom.ts';
import { compileWidget } from './widget.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const target = `${root}compiled`;
const fresh = `${root}compiled.new`;

const compileSite = async (): Promise<void> => {
  await promisify(execFile)(
    process.execPath,
    [`${root}node_modules/astro/bin/astro.mjs`, 'build'],
    {
      cwd: root,
      env: {
        ...process.env,
        KEYTURN_COMPILE: fresh,
        ASTRO_TELEMETRY_DISABLED: '1',
        // Astro encrypts the properties of server islands with it; we have none, and want the same bytes each time.
        ASTRO_KEY: Buffer.alloc(32).toString('base64'),
      },
    },
  );
};

// What portals are made with, as one line: an output made by it needn't be made again. None is made with the package.
const fingerprint = (folder: string): string => {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(join(folder, 'package')))
    .toSorted();
  for (const file of files) hash.update(relative(folder, file)).update(readFileSync(file));
  return hash.digest('hex');
};

// Whoever starts this, a test run for example: what is compiled is what is published, and the same each time.
process.env.NODE_ENV = 'production';
const started = performance.now();
const stamp = stampOf(root);
await rm(fresh, { recursive: true, force: true });
await compileWidget(root, fresh);
await copyFonts(root, fresh);
await Promise.all([compileSite(), compileCommand(root, fresh), compilePackage(root, fresh)]);
await joinSite(root, fresh);
await writeFile(`${fresh}/licences.txt`, await licencesOf(root));
await writeFile(`${fresh}/sbom.json`, await sbomOf(root, fresh));
await writeFile(`${fresh}/program`, fingerprint(fresh));
await writeFile(`${fresh}/stamp`, stamp);
await rm(target, { recursive: true, force: true });
await rename(fresh, target);
console.log(`Compiled in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
