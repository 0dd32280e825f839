import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { parse } from 'acorn';
import { describe, expect, it } from 'vitest';
import { example, folderWith, keyturn, tempFolder } from './command.ts';

const wingtip = example('wingtip/tenant.ts');

describe('keyturn kit lint', () => {
  it('finds nothing wrong with a tenant’s own letters, and says what was spoilt in a folder', async () => {
    const cwd = await tempFolder();
    expect(await keyturn(['kit', 'lint', wingtip], { cwd })).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^wingtip: 8 letters, .* nothing is wrong with them\.\n$/),
    });
    expect((await keyturn(['build', wingtip], { cwd })).code).toBe(0);
    const kit = join(cwd, 'dist', 'wingtip', 'kit');
    const path = join(kit, 'en', 'live.html');
    const html = await readFile(path, 'utf8');
    await writeFile(path, html.replaceAll('https://passwords.', 'https://pa55words.'));
    const { code, stderr } = await keyturn(['kit', 'lint', wingtip, '--kit', kit], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^en\/live: links: https:\/\/pa55words\.wingtiptoys\.com\//m);
  });

  it('is beside a page whose script stands alone, as its policy wants it, after it was made small', async () => {
    const cwd = await tempFolder();
    expect((await keyturn(['build', wingtip], { cwd })).code).toBe(0);
    const page = await readFile(join(cwd, 'dist', 'wingtip', 'kit', 'index.html'), 'utf8');
    const script = /<script>([\s\S]*?)<\/script>/.exec(page)![1]!;
    expect(page).toContain(`sha256-${createHash('sha256').update(script).digest('base64')}`);
    // Each function is called where it stands: what it was compiled with is not in the page.
    expect(parse(script, { ecmaVersion: 'latest' }).body.map(({ type }) => type)).toEqual([
      'ExpressionStatement',
      'ExpressionStatement',
    ]);
    expect(() => runInNewContext(script, {})).toThrow('document is not defined');
  });

  it('refuses a folder that is no kit, and another action', async () => {
    const cwd = await folderWith({});
    const empty = await keyturn(['kit', 'lint', wingtip, '--kit', '.'], { cwd });
    expect(empty).toMatchObject({ code: 1, stderr: expect.stringMatching(/is no kit of this/) });
    const other = await keyturn(['kit', 'iron', wingtip], { cwd });
    expect(other).toMatchObject({ code: 1, stderr: 'kit can lint; it knows no iron.\n' });
  });
});
