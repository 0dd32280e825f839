import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { useInstalled } from './packed.ts';

const project = useInstalled();
const run = promisify(execFile);

const inNode = (code: string) =>
  run(process.execPath, ['--input-type=module', '-e', code], { cwd: project().folder });

const tarballBytes = async (): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await readFile(project().tarball));

const filesOf = async (pattern: RegExp): Promise<string[]> => {
  const all = await readdir(project().installed, { recursive: true });
  return all.filter((path) => pattern.test(path)).map((path) => join(project().installed, path));
};

// Bundled parsers have texts that look like imports of theirs.
const packageName = /^(?:@[\w-]+\/)?[a-z][\w.-]*(?:\/|$)/;

describe('the packed package', () => {
  it('has nothing that publint would mend', async () => {
    const tarball = await tarballBytes();
    const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
    const said = messages.map((message) => formatMessage(message, pkg, { color: false }));
    expect(said).toEqual([]);
  });

  it('has types that say what its modules are', async () => {
    const found = await checkPackage(createPackageFromTarballData(await tarballBytes()));
    if (found.types === false) throw new Error('no types');
    // It’s ESM alone, found by `exports`: TypeScript 6 and 7 resolve in no other way, and Node requires ESM since 22.
    const told = found.problems.filter(
      (problem) =>
        problem.kind !== 'CJSResolvesToESM' &&
        !('resolutionKind' in problem && problem.resolutionKind === 'node10'),
    );
    expect(told).toEqual([]);
    expect(Object.keys(found.entrypoints).length).toBeGreaterThan(5);
  });

  it('imports its classes, its protocol and its tenant in plain Node, in silence', async () => {
    const { stdout, stderr } = await inNode(`
      const { KeyturnReset, KeyturnRegister } = await import('keyturn/widget');
      const { step } = await import('keyturn/protocol');
      const { defineTenant } = await import('keyturn');
      const { default: nl } = await import('keyturn/locales/nl.js');
      await import('keyturn/react');
      console.log(typeof KeyturnReset, typeof KeyturnRegister, 'window' in globalThis, nl.next);
      console.log(step.parse({ kind: 'identify' }).kind, defineTenant({ id: 'x' }).id);
    `);
    expect(stderr).toBe('');
    expect(stdout).toBe('function function false Volgende\nidentify x\n');
  });

  it('imports nothing but what it depends on, and depends on nothing else', async () => {
    const own = new Set<string>();
    for (const file of await filesOf(
      /^compiled\/(package\/.*\.(js|d\.ts)|(cli|site)\/.*\.m?js)$/,
    )) {
      const text = await readFile(file, 'utf8');
      const named = ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName);
      // The minifier writes texts in a way that TypeScript doesn't take for an import's.
      const late = [...text.matchAll(/\bimport\(`([^`]+)`\)/g)].map((match) => match[1]!);
      for (const name of [...named, ...late])
        if (packageName.test(name)) own.add(/^(?:@[^/]+\/)?[^/]+/.exec(name)![0]);
    }
    // Whoever imports the types for React has React.
    const foreign = [...own].filter((name) => !builtinModules.includes(name) && name !== 'react');
    expect(foreign.toSorted()).toEqual(Object.keys(project().manifest.dependencies).toSorted());
  });

  it('brings no source, no test and no secret along', async () => {
    const files = await filesOf(/./);
    const odd = files
      .map((file) => file.slice(project().installed.length + 1))
      .filter((path) => /(?<!\.d)\.ts$|(^|\/)(test|node_modules|data)\/|\.env/.test(path));
    expect(odd).toEqual([]);
  });

  it('passes on the licences of what became part of the command', async () => {
    const text = await readFile(join(project().installed, 'compiled/cli/licences.md'), 'utf8');
    for (const name of ['hono', 'yaml', 'acorn']) expect(text).toContain(`## ${name} - `);
  });

  it('checks, builds and explains a tenant in TypeScript by its command', async () => {
    const { folder, installed, manifest } = project();
    const bin = join(installed, manifest.bin['keyturn']!);
    const keyturn = (...args: string[]) => run(process.execPath, [bin, ...args], { cwd: folder });
    await writeFile(
      join(folder, 'tenant.ts'),
      `import { defineTenant, type TenantFile } from 'keyturn';
      const backend: TenantFile['backend'] = { kind: 'http', url: '/api' };
      export default defineTenant({
        id: 'wingtip',
        organization: { name: 'Wingtip Toys', domains: ['wingtiptoys.com'] },
        portal: { url: 'https://passwords.wingtiptoys.com/' },
        support: { email: 'help@wingtiptoys.com' },
        backend,
      });\n`,
    );
    await keyturn('build', 'tenant.ts', '--out', 'out');
    expect(await readdir(join(folder, 'out', 'wingtip', 'portal'))).toContain('reset');
    await keyturn(
      'init',
      'mine',
      '--name',
      'Fabrikam',
      '--domain',
      'fabrikam.com',
      '--url',
      'https://reset.fabrikam.com/',
      '--support',
      'help@fabrikam.com',
    );
    expect(await readdir(join(folder, 'mine'))).toContain('tenant.yaml');
  });
});
