// The types as a strict project sees them that looks into every declaration, with each compiler that is in use.
import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { root, useInstalled } from './packed.ts';

const project = useInstalled(['react', '@types/react', 'csstype']);
const run = promisify(execFile);

const toolOf = createRequire(join(root, 'node_modules/@lit/localize-tools/package.json'));
const compilers = {
  '5.9': toolOf.resolve('typescript/bin/tsc'),
  '6.0': join(root, 'node_modules/typescript/bin/tsc6'),
  '7.0': join(root, 'node_modules/@typescript/native/bin/tsc'),
};
const modules = { bundler: 'preserve', nodenext: 'nodenext' };

const complaints = async (compiler: string, resolution: keyof typeof modules): Promise<string> => {
  const config = {
    compilerOptions: {
      target: 'es2022',
      lib: ['es2022', 'dom', 'dom.iterable'],
      module: modules[resolution],
      moduleResolution: resolution,
      jsx: 'react-jsx',
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
      skipLibCheck: false,
      noEmit: true,
      types: [],
    },
    include: ['consumer'],
  };
  const file = join(project().folder, `tsconfig.${resolution}.json`);
  await writeFile(file, JSON.stringify(config));
  return run(process.execPath, [compiler, '-p', file], { cwd: project().folder }).then(
    ({ stdout }) => stdout,
    ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr,
  );
};

beforeAll(async () => {
  await writeFile(join(project().folder, 'package.json'), '{ "type": "module" }');
  await cp(join(root, 'test/package/consumer'), join(project().folder, 'consumer'), {
    recursive: true,
  });
});

// Each run takes seconds: the two ways to resolve are tried in turn.
const patience = 120_000; // ms, on a machine that does much else
const runs = [
  ['5.9', 'bundler'],
  ['6.0', 'nodenext'],
  ['7.0', 'nodenext'],
] as const;

describe('the types of the package', () => {
  it.each(runs)(
    'hold in a strict project with TypeScript %s and resolution %s',
    async (version, resolution) => {
      const compiler = compilers[version];
      const { stdout } = await run(process.execPath, [compiler, '--version']);
      expect(stdout).toContain(`Version ${version}`);
      expect(await readdir(join(project().folder, 'consumer'))).toContain('page.ts');
      expect(await complaints(compiler, resolution)).toBe('');
    },
    patience,
  );
});

// Lists that can't be changed fit as well; apart from that the two are to be one.
const sameTenant = (schema: string): string => `
import type { TenantFile as Told } from 'keyturn';
import type { TenantFile as Checked } from '${schema}';
type Loose<T> = T extends readonly (infer E)[] ? Loose<E>[] : T extends object ? { -readonly [K in keyof T]: Loose<T[K]> } : T;
export const told = (file: Checked): Told => file;
export const checked = (file: Told): Checked => file as Loose<Told>;
type Known = Omit<Loose<Told>, 'text'>; // (where the keys are told one by one, not just as texts)
type Keys<T> = { [S in keyof T]-?: keyof NonNullable<T[S]> };
export const all = (keys: Keys<Omit<Checked, 'text'>>): Keys<Known> => keys;
export const none = (keys: Keys<Known>): Keys<Omit<Checked, 'text'>> => keys;
`;

describe('the type of a tenant file', () => {
  it('is what its schema takes, though it is made without it', async () => {
    const folder = join(project().folder, 'tenant');
    await mkdir(folder);
    await writeFile(join(folder, 'same.ts'), sameTenant(join(root, 'tenant/schema/index.ts')));
    const config = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: {
        paths: {},
        types: ['node'],
        typeRoots: [join(root, 'node_modules/@types')],
      },
      include: ['.'],
      exclude: [],
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const args = [compilers['7.0'], '-p', folder];
    const { stdout } = await run(process.execPath, args).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toBe('');
  });
});
