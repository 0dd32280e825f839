// Many tenants at once: shared between processes, each reported, none in the way of another.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, keyturn, tenantFile } from './command.ts';

const names = Array.from({ length: 6 }, (_, index) => `t${index}`);

const files = (others: Record<string, string> = {}): Record<string, string> => ({
  ...Object.fromEntries(names.map((name) => [`${name}.yaml`, tenantFile(`Org ${name}`)])),
  ...others,
});

describe('keyturn build of many tenants', () => {
  it('shares them between processes, tells in their order, and goes on past one that is wrong', async () => {
    const cwd = await folderWith(files({ 't2.yaml': 'organization: {}\n' }));
    const all = names.map((name) => `${name}.yaml`);
    const { code, stdout, stderr } = await keyturn(['build', ...all, '--jobs', '2'], { cwd });
    expect(code).toBe(1);
    const right = names.filter((name) => name !== 't2');
    expect(readdirSync(join(cwd, 'dist')).toSorted()).toEqual(right);
    expect(stdout.match(/^t\d(?=: \d+ pages)/gm)).toEqual(right);
    expect(stderr).toMatch(/^t2\.yaml:\d+:\d+ {2}organization\.name/m);

    // What is there already isn't written again.
    const written = (): number[] =>
      right.map((name) => statSync(join(cwd, 'dist', name, 'report.json')).mtimeMs);
    const before = written();
    const again = await keyturn(['build', ...all, '--jobs', '2'], { cwd });
    expect(again.code).toBe(1);
    expect(again.stdout.match(/: unchanged\.$/gm)).toHaveLength(right.length);
    expect(written()).toEqual(before);
  });

  it('gives an id to one tenant alone, whichever process builds it', async () => {
    const same = `id: same\n${tenantFile('One of two')}`;
    const cwd = await folderWith(files({ 't0.yaml': same, 't1.yaml': same }));
    const { code, stderr } = await keyturn(['build', 't0.yaml', 't1.yaml', '--jobs', '2'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^t[01]\.yaml: its id same is that of t[01]\.yaml; give one/m);
    expect(readdirSync(join(cwd, 'dist'))).toEqual(['same']);
  });

  it('wants a number of processes', async () => {
    const cwd = await folderWith(files());
    for (const jobs of ['0', 'many', '1.5', '65']) {
      const { code, stderr } = await keyturn(['build', 't0.yaml', '--jobs', jobs], { cwd });
      expect(code, jobs).toBe(1);
      expect(stderr).toContain('want a number of processes');
    }
  });
});
