// Whatever happens to a build, there is a whole output afterwards: the new one or the former one.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { compiledFolder } from '../../site/publish/compiled-folder.ts';
import { stage } from '../../cli/output.ts';
import {
  copyOf,
  folderWith,
  hashesOf,
  keyturn,
  type Running,
  start,
  tempFolder,
  tenantFile,
} from './command.ts';

const hidden = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name.startsWith('.'));

const pageIn = (cwd: string): Promise<string> =>
  readFile(join(cwd, 'dist', 'contoso', 'portal', 'index.html'), 'utf8');

// A folder with an output, whose tenant file has changed since.
const builtAndChanged = async (): Promise<string> => {
  const cwd = await folderWith({});
  const file = join(cwd, 'contoso', 'tenant.yaml');
  await mkdir(join(cwd, 'contoso'));
  await writeFile(file, tenantFile('Contoso Ltd'));
  expect((await keyturn(['build', 'contoso/tenant.yaml'], { cwd })).code).toBe(0);
  await writeFile(file, tenantFile('Contoso Anew'));
  return cwd;
};

// A build that has written a part of its files.
const midway = async (cwd: string): Promise<Running> => {
  const run = start(['build', 'contoso/tenant.yaml'], { cwd });
  const fresh = join(cwd, 'dist', `.contoso.new-${run.pid}`, 'portal', 'index.html');
  while (!existsSync(fresh)) await setImmediate();
  return run;
};

const deadPid = (): number => spawnSync(process.execPath, ['--version']).pid;

describe('a build that fails', () => {
  it('for a wrong file leaves the former output byte for byte as it was', async () => {
    const cwd = await builtAndChanged();
    const before = hashesOf(join(cwd, 'dist'));
    await writeFile(join(cwd, 'contoso', 'tenant.yaml'), tenantFile('Contoso Anew', 'no: 1\n'));
    const { code, stderr } = await keyturn(['build', 'contoso/tenant.yaml'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^contoso\/tenant\.yaml:11:1 {2}no$/m);
    expect(hashesOf(join(cwd, 'dist'))).toEqual(before);
    expect(hidden(join(cwd, 'dist'))).toEqual([]);
  });

  it('in the middle of its pages does too, and leaves no folder behind', async () => {
    const cwd = await builtAndChanged();
    const before = hashesOf(join(cwd, 'dist'));
    const broken = join(await tempFolder(), 'compiled');
    await cp(compiledFolder(), broken, { recursive: true });
    const renderer = join(broken, 'site', 'render.mjs');
    const pages = `let left = 5;
const { render: real } = await import(${JSON.stringify(join(compiledFolder(), 'site', 'render.mjs'))});
export const render = (...call) => { if (left-- === 0) throw new Error('out of ink'); return real(...call); };`;
    await writeFile(renderer, pages);
    const { code, stderr } = await keyturn(['build', 'contoso/tenant.yaml'], {
      cwd,
      env: { KEYTURN_COMPILED: broken },
    });
    expect(code).toBe(1);
    expect(stderr).toMatch('out of ink');
    expect(hashesOf(join(cwd, 'dist'))).toEqual(before);
    expect(hidden(join(cwd, 'dist'))).toEqual([]);
  });
});

describe('a build that is stopped', () => {
  it('with kill -9 leaves the former output whole, and the next one works', async () => {
    const cwd = await builtAndChanged();
    const before = hashesOf(join(cwd, 'dist', 'contoso'));
    const run = await midway(cwd);
    run.signal('SIGKILL');
    expect((await run.ended).signal).toBe('SIGKILL');
    expect(hashesOf(join(cwd, 'dist', 'contoso'))).toEqual(before);
    expect(hidden(join(cwd, 'dist'))).toEqual([`.contoso.new-${run.pid}`]);
    expect((await keyturn(['build', 'contoso/tenant.yaml'], { cwd })).code).toBe(0);
    expect(await pageIn(cwd)).toMatch('Contoso Anew');
    expect(hidden(join(cwd, 'dist'))).toEqual([]);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('with %s leaves a whole output and nothing beside it', async (signal, status) => {
    const cwd = await builtAndChanged();
    const before = hashesOf(join(cwd, 'dist'));
    await keyturn(['build', 'contoso/tenant.yaml', '--out', 'wanted'], { cwd });
    const run = await midway(cwd);
    run.signal(signal);
    expect((await run.ended).code).toBe(status);
    expect([before, hashesOf(join(cwd, 'wanted'))]).toContainEqual(hashesOf(join(cwd, 'dist')));
  });

  it('between its two renames gets the former output its name back', async () => {
    const cwd = await tempFolder();
    const target = join(cwd, 'contoso');
    const pid = deadPid();
    for (const [name, text] of [
      ['former', 'the old one'],
      ['new', 'half of the new one'],
    ] as const) {
      await mkdir(join(cwd, `.contoso.${name}-${pid}`));
      await writeFile(join(cwd, `.contoso.${name}-${pid}`, 'report.json'), text);
    }
    stage(target).discard();
    expect(readdirSync(cwd)).toEqual(['contoso']);
    expect(await readFile(join(target, 'report.json'), 'utf8')).toBe('the old one');
  });
});

describe('an output folder', () => {
  it('never takes the place of anything but an output', async () => {
    const folder = await copyOf('contoso');
    const cwd = join(folder, '..');
    const before = hashesOf(cwd);
    const { code, stderr } = await keyturn(['build', 'contoso/tenant.yaml', '--out', '.'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(/contoso is there already and isn’t an output of keyturn build\. /);
    expect(hashesOf(cwd)).toEqual(before);
  });

  it('takes the place of an empty folder, and of an output that somebody moved there', async () => {
    const cwd = await folderWith({ 'acme.yaml': tenantFile('Acme') });
    await mkdir(join(cwd, 'dist', 'acme'), { recursive: true });
    expect((await keyturn(['build', 'acme.yaml'], { cwd })).code).toBe(0);
    const before = hashesOf(join(cwd, 'dist'));
    renameSync(join(cwd, 'dist'), join(cwd, 'site'));
    expect((await keyturn(['build', 'acme.yaml', '--out', 'site', '--force'], { cwd })).code).toBe(
      0,
    );
    expect(hashesOf(join(cwd, 'site'))).toEqual(before);
  });

  it('isn’t written out of, and leaves another build’s folder alone', async () => {
    const cwd = await tempFolder();
    const others = join(cwd, `.acme.new-${process.ppid}`);
    await mkdir(others);
    const staging = stage(join(cwd, 'acme'));
    expect(() => staging.write('../escaped', 'x')).toThrow('leads out of the output folder');
    staging.discard();
    expect(hidden(cwd)).toEqual([`.acme.new-${process.ppid}`]);
    expect(existsSync(join(cwd, 'escaped'))).toBe(false);
  });
});
