// `npm run keyturn`: the command, compiled anew when a source file has changed since.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stampOf } from './stamp.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = `${root}compiled/stamp`;

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== stampOf(root)) {
  process.stderr.write('Compiling once; this takes a few seconds …\n');
  execFileSync(process.execPath, [`${root}cli/compile/main.ts`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
await import('./bin.mjs');
