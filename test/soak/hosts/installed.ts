// What the package.json beside this names, installed once, apart from the project's own packages.
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const here = import.meta.dirname;
const folder = resolve('node_modules/.cache/keyturn-hosts');
const mark = join(folder, 'installed');

/** The folder with its node_modules. Nothing that a package would run at its installation is run. */
export const installed = async (): Promise<string> => {
  const lock = await readFile(join(here, 'package-lock.json'), 'utf8');
  if ((await readFile(mark, 'utf8').catch(() => '')) === lock) return folder;
  await mkdir(folder, { recursive: true });
  for (const name of ['package.json', 'package-lock.json'])
    await copyFile(join(here, name), join(folder, name));
  // Not `ci`, which wants the parts for other systems too, and a registry may lack those.
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund'];
  execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  await writeFile(mark, lock);
  return folder;
};
