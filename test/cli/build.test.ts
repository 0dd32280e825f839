import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { example, folderWith, hashesOf, keyturn, tempFolder, tenantFile } from './command.ts';

const examples = ['contoso/tenant.yaml', 'fabrikam/tenant.yaml', 'wingtip/tenant.ts'].map(example);

type Files = { path: string }[];
type Report = { id: string; portal: Files; kit: Files; hosting: Files };

const reportIn = async (folder: string): Promise<Report> =>
  JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as Report;

const summary = (id: string, folder: string): RegExp =>
  new RegExp(
    `^${id}: \\d+ pages, [\\d.]+ KB → ${folder}/portal; \\d+ files for comms, [\\d.]+ KB → ${folder}/kit$`,
    'm',
  );

describe('keyturn build', () => {
  it('writes portal, kit and report of each tenant', async () => {
    const cwd = await tempFolder();
    const one = await keyturn(['build', ...examples, '--out', 'one'], { cwd });
    expect(one).toMatchObject({ code: 0 });
    expect(readdirSync(join(cwd, 'one'))).toEqual(['contoso', 'fabrikam', 'wingtip']);
    for (const id of ['contoso', 'fabrikam', 'wingtip']) {
      const folder = join(cwd, 'one', id);
      expect(readdirSync(folder)).toEqual([
        'hosting',
        'kit',
        'portal',
        'report.html',
        'report.json',
        'sbom.json',
      ]);
      expect(one.stdout).toMatch(summary(id, `one/${id}`));
      const { portal, kit, hosting, ...report } = await reportIn(folder);
      expect(report.id).toBe(id);
      const listed = [
        ...hosting.map(({ path }) => `hosting/${path}`),
        ...portal.map(({ path }) => `portal/${path}`),
        ...kit.map(({ path }) => `kit/${path}`),
      ];
      expect([...listed, 'report.html', 'report.json', 'sbom.json'].toSorted()).toEqual(
        Object.keys(hashesOf(folder)).toSorted(),
      );
    }
  });

  it('writes to dist, or wherever it is told to', async () => {
    const cwd = await folderWith({ 'acme.yaml': tenantFile('Acme') });
    const other = await tempFolder();
    expect((await keyturn(['build', 'acme.yaml'], { cwd })).code).toBe(0);
    expect(
      (await keyturn(['build', 'acme.yaml', '--out', join(other, 'a', 'b')], { cwd })).code,
    ).toBe(0);
    expect(hashesOf(join(other, 'a', 'b'))).toEqual(hashesOf(join(cwd, 'dist')));
    expect(readdirSync(cwd).toSorted()).toEqual(['acme.yaml', 'dist']);
  });

  it('leaves alone what has not changed, and builds it when told to', async () => {
    const cwd = await tempFolder();
    const folder = join(cwd, 'contoso');
    await mkdir(folder);
    for (const name of ['logo.svg', 'logo-dark.svg'])
      await cp(example(`contoso/${name}`), join(folder, name));
    const brand = 'brand: {logo: ./logo.svg, logoDark: ./logo-dark.svg}\n';
    await writeFile(join(folder, 'tenant.yaml'), tenantFile('Contoso', brand));
    // The output lies beside the tenant file here, with pictures of its own.
    const build = (...more: string[]) =>
      keyturn(['build', 'contoso/tenant.yaml', '--out', 'contoso/dist', ...more], { cwd });
    expect((await build()).stdout).toMatch(summary('contoso', 'contoso/dist/contoso'));
    const before = hashesOf(join(folder, 'dist'));
    expect(await build()).toMatchObject({ code: 0, stdout: 'contoso: unchanged.\n', stderr: '' });
    expect((await build('--force')).stdout).toMatch(summary('contoso', 'contoso/dist/contoso'));
    expect(hashesOf(join(folder, 'dist'))).toEqual(before);

    await writeFile(join(folder, 'dist', 'contoso', 'portal', 'index.html'), 'spoilt');
    expect((await build()).stdout).toMatch(summary('contoso', 'contoso/dist/contoso'));
    expect(hashesOf(join(folder, 'dist'))).toEqual(before);

    await cp(join(folder, 'logo-dark.svg'), join(folder, 'logo.svg'));
    expect((await build()).stdout).toMatch(summary('contoso', 'contoso/dist/contoso'));
    expect(hashesOf(join(folder, 'dist'))).not.toEqual(before);
  });

  it('refuses a second tenant with the id of the first, and builds the others', async () => {
    const cwd = await folderWith({
      'a.yaml': tenantFile('First', 'id: same\n'),
      'b.yaml': tenantFile('Second', 'id: same\n'),
      'c.yaml': tenantFile('Third'),
    });
    const files = ['a.yaml', 'b.yaml', 'c.yaml', './c.yaml'];
    for (const again of ['', '--force']) {
      const { code, stderr } = await keyturn(['build', ...files, ...(again ? [again] : [])], {
        cwd,
      });
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /^b\.yaml: its id same is that of a\.yaml; give one of them another id\.$/m,
      );
      expect(readdirSync(join(cwd, 'dist'))).toEqual(['c', 'same']);
      const page = await readFile(join(cwd, 'dist', 'same', 'portal', 'index.html'), 'utf8');
      expect(page).toMatch('First');
    }
  });

  it('shows its progress at a terminal, and not in a log or in CI', async () => {
    const cwd = await folderWith({ 'acme.yaml': tenantFile('Acme') });
    const terminal = 'process.stderr.isTTY=true';
    const run = (where: object) => keyturn(['build', 'acme.yaml', '--force'], { cwd, ...where });
    expect((await run({ preload: terminal })).stderr).toMatch(
      '\rBuilding 1 of 1: acme.yaml'.replace('\r', '\r\u001b[2K'),
    );
    for (const where of [{}, { preload: terminal, env: { CI: '1' } }]) {
      const { stdout, stderr } = await run(where);
      expect(stdout + stderr).not.toMatch(/[\r\u001b]/);
      expect(stderr.split('\n').filter((line) => line && !/: note: /.test(line))).toEqual([]);
      expect(stdout).toMatch(summary('acme', 'dist/acme'));
    }
  });

  it('refuses a logo that is a link out of the folder', async () => {
    const cwd = await folderWith({
      'acme.yaml': tenantFile('Acme', 'brand: {logo: ./logo.svg}\n'),
    });
    await symlink(example('contoso/logo.svg'), join(cwd, 'logo.svg'));
    const { code, stderr } = await keyturn(['build', 'acme.yaml'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(/brand\.logo\n {2}got {3}\.\/logo\.svg, which leads out of the folder/);
    expect(existsSync(join(cwd, 'dist'))).toBe(false);
  });
});
