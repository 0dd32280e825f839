import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, keyturn, tenantFile } from './command.ts';

describe('keyturn build --pictures', () => {
  it('says in one line that there is no browser, makes the guide with its words alone, and tries again next time', async () => {
    const cwd = await folderWith({ 'one.yaml': tenantFile('One') });
    const env = { CHROME_PATH: join(cwd, 'nowhere') };
    const build = ['build', 'one.yaml'];
    expect((await keyturn(build, { cwd, env })).stderr).not.toContain('pictures');
    const { code, stderr } = await keyturn([...build, '--pictures'], { cwd, env });
    expect(code).toBe(0);
    expect(stderr.match(/^one: note: the guide has no pictures: no Chromium.*$/gm)).toHaveLength(1);
    const guide = readFileSync(join(cwd, 'dist/one/kit/en/guide.html'), 'utf8');
    expect(guide).not.toContain('<img');
    expect(guide).toContain('<ol class="steps"');
  });
});
