import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { localeCodes } from '../../locales/languages.ts';

/** Makes `count` tenants like Contoso, each in a folder of its own, in these languages. Gives their files. */
export const tenantsIn = async (
  folder: string,
  count: number,
  locales: readonly string[] = localeCodes,
): Promise<string[]> => {
  const model = await readFile('examples/contoso/tenant.yaml', 'utf8');
  const text = model.replace(/^locales: .*$/m, `locales: [${locales.join(', ')}]`);
  const kept = text
    .split('\n')
    .filter((line) => locales.length > 1 || !/^ {4}(nl|ar): |locale: (nl|ar)/.test(line))
    .join('\n');
  const files: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const own = join(folder, `tenant-${index}`);
    await cp('examples/contoso', own, { recursive: true });
    const name = index.toString(36).padStart(2, '0');
    await writeFile(
      join(own, 'tenant.yaml'),
      kept.replace('id: contoso', `id: contoso-${name}`).replaceAll('Contoso', `Contoso ${name}`),
    );
    files.push(join(own, 'tenant.yaml'));
  }
  return files;
};

/** `keyturn build --force` of these tenants. */
export const keyturnBuild = (files: readonly string[], out: string) => ({
  args: ['cli/bin.mjs', 'build', ...files, '--out', out, '--force'],
});

/** `keyturn build` of tenants whose files have changed in nothing that is printed: everything else is made anew. */
export const changedBuild = (files: readonly string[], out: string) => ({
  args: ['cli/bin.mjs', 'build', ...files, '--out', out],
  before: () => Promise.all(files.map((file) => appendFile(file, '# changed\n'))),
});

/** `astro build` of the pages of one tenant. */
export const astroBuild = (file: string, out: string) => ({
  args: ['node_modules/astro/bin/astro.mjs', 'build'],
  env: { KEYTURN_TENANT: file, KEYTURN_OUT: out, ASTRO_TELEMETRY_DISABLED: '1' },
});

const literalOf = async (path: string): Promise<string> => {
  const bytes = await readFile(path);
  const text = bytes.toString('utf8');
  return Buffer.from(text).equals(bytes)
    ? JSON.stringify(text)
    : `Buffer.from("${bytes.toString('base64')}", "base64")`;
};

/** A program that reads nothing, and writes the files of `from` to `to`: the floor that no generator gets under. */
export const plainWriter = async (from: string, to: string, program: string) => {
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  const lines = ["import { mkdirSync, writeFileSync } from 'node:fs';"];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const target = JSON.stringify(join(to, path.slice(from.length)));
    if (entry.isDirectory()) lines.push(`mkdirSync(${target}, { recursive: true });`);
    else lines.push(`writeFileSync(${target}, ${await literalOf(path)});`);
  }
  await mkdir(dirname(program), { recursive: true });
  await writeFile(program, lines.join('\n'));
  return { args: [program] };
};

/** Builds once, so that what follows is compared with a former output. */
export const warmUp = async (files: readonly string[], out: string): Promise<void> => {
  await promisify(execFile)(process.execPath, keyturnBuild(files, out).args);
};
