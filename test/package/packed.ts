// The package as npm would publish it, in a project that has nothing but it and what it depends on.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll } from 'vitest';

/** The repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

/** The parts of package.json that the tests look at. */
export type Manifest = {
  name: string;
  version: string;
  bin: Record<string, string>;
  exports: Record<string, string | { types: string; default: string }>;
  dependencies: Record<string, string>;
  sideEffects: string[];
};

/** A project into which the tarball is installed. */
export type Project = {
  folder: string;
  tarball: string;
  /** Where the package is in it. */
  installed: string;
  manifest: Manifest;
};

const pack = async (folder: string): Promise<string> => {
  const args = ['pack', root, '--ignore-scripts', '--json', '--pack-destination', folder];
  const { stdout } = await run('npm', args, { cwd: folder });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return join(folder, filename);
};

// What npm would fetch, without a network: the same versions lie in the repository.
const link = async (names: readonly string[], modules: string): Promise<void> => {
  for (const name of names) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(root, 'node_modules', name), join(modules, name));
  }
};

/** Packs the package and unpacks it into an empty project, beside these packages that the project has of its own. */
const install = async (beside: readonly string[] = []): Promise<Project> => {
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-package-'));
  const tarball = await pack(folder);
  const modules = join(folder, 'node_modules');
  await mkdir(modules);
  await run('tar', ['-xzf', tarball, '-C', modules]);
  const installed = join(modules, 'keyturn');
  await rename(join(modules, 'package'), installed);
  const text = await readFile(join(installed, 'package.json'), 'utf8');
  const manifest = JSON.parse(text) as Manifest;
  await link([...Object.keys(manifest.dependencies), ...beside], modules);
  return { folder, tarball, installed, manifest };
};

const patience = 60_000; // ms; npm packs in one second, but not on a machine that does much else

/** A project for all tests of a file. */
export const useInstalled = (beside: readonly string[] = []): (() => Project) => {
  let project: Project | undefined;
  beforeAll(async () => {
    project = await install(beside);
  }, patience);
  afterAll(async () => project && rm(project.folder, { recursive: true, force: true }));
  return () => project!;
};
