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
// npm runs scripts in the package's folder; paths on the command line are meant from where the person stands.
const { INIT_CWD, npm_lifecycle_event: script } = process.env;
if (script === 'keyturn' && INIT_CWD) process.chdir(INIT_CWD);
await import('./bin.mjs');
