// Packages of others that one long run alone needs, and that the project's own packages do well without.
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/**
 * The folder in whose node_modules lies what the package.json in `from` names: installed once, and anew when the lock file
 * beside it changes. Nothing that a package would run at its installation is run.
 */
export const installed = async (from: string): Promise<string> => {
  const { name } = JSON.parse(await readFile(join(from, 'package.json'), 'utf8')) as {
    name: string;
  };
  const folder = resolve('node_modules/.cache', name);
  const mark = join(folder, 'installed');
  const lock = await readFile(join(from, 'package-lock.json'), 'utf8');
  if ((await readFile(mark, 'utf8').catch(() => '')) === lock) return folder;
  await mkdir(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json'])
    await copyFile(join(from, file), join(folder, file));
  // Not `ci`, which wants the parts for other systems too, and a registry may lack those.
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund'];
  execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  await writeFile(mark, lock);
  return folder;
};
