import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { examples } from './portals.ts';

const filesIn = async (folder: string): Promise<Record<string, string>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  const contents = paths.toSorted().map(async (path) => {
    return [relative(folder, path), (await readFile(path)).toString('base64')] as const;
  });
  return Object.fromEntries(await Promise.all(contents));
};

const built = async (env: NodeJS.ProcessEnv): Promise<Record<string, string>> => {
  const out = await mkdtemp(join(tmpdir(), 'keyturn-same-'));
  try {
    const args = ['cli/bin.mjs', 'build', ...Object.values(examples), '--out', out];
    await promisify(execFile)(process.execPath, args, { env: { ...process.env, ...env } });
    return await filesIn(out);
  } finally {
    await rm(out, { recursive: true, force: true });
  }
};

it('writes the same bytes wherever and whenever it runs', async () => {
  const here = await built({ TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8' });
  const there = await built({ TZ: 'America/Los_Angeles', LANG: 'C' });
  expect(Object.keys(here).length).toBeGreaterThan(100);
  expect(Object.keys(there)).toEqual(Object.keys(here));
  expect(Object.keys(here).filter((path) => here[path] !== there[path])).toEqual([]);
}, 60_000);
