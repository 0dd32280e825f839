// `npm run build`: compiles the site and the widget once. Afterwards pages are rendered without Vite and Astro.
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compileWidget } from './widget.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const out = `${root}compiled`;

const compileSite = async (): Promise<void> => {
  await promisify(execFile)(
    process.execPath,
    [`${root}node_modules/astro/bin/astro.mjs`, 'build'],
    {
      cwd: root,
      env: { ...process.env, KEYTURN_COMPILE: '1', ASTRO_TELEMETRY_DISABLED: '1' },
    },
  );
};

const started = performance.now();
await rm(out, { recursive: true, force: true });
await compileWidget(root, out);
await compileSite();
console.log(`Compiled in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
