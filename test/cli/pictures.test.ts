import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { lookOn, sealOf } from '../../cli/pictures/kept.ts';
import { lookOf } from '../../site/publish/look.ts';
import { loadTenant } from '../../tenant/load.ts';
import { folderWith, keyturn, tenantFile } from './command.ts';

const build = ['build', 'one.yaml'];
const guideIn = (cwd: string): string =>
  readFileSync(join(cwd, 'dist/one/kit/en/guide.html'), 'utf8');

describe('keyturn build --pictures', () => {
  it('says in one line that there is no browser, makes the guide with its words alone, and tries again next time', async () => {
    const cwd = await folderWith({ 'one.yaml': tenantFile('One') });
    const env = { CHROME_PATH: join(cwd, 'nowhere') };
    for (let round = 0; round < 2; round += 1) {
      const { code, stderr } = await keyturn([...build, '--pictures'], { cwd, env });
      expect(code).toBe(0);
      expect(stderr.match(/^one: note: the guide has no pictures: no Chromium.*$/gm)).toHaveLength(
        1,
      );
    }
    expect(guideIn(cwd)).not.toContain('<img');
    expect(guideIn(cwd)).toContain('<ol class="steps"');
  });
});

// A former output as a browser would have left it; what is on the picture doesn't matter here.
const withPicture = async (cwd: string): Promise<Buffer> => {
  const tenant = await loadTenant(join(cwd, 'one.yaml'));
  const look = lookOn({ tenant, published: await lookOf(tenant) });
  const picture = await sharp({
    create: { width: 780, height: 1200, channels: 3, background: '#fff' },
  })
    .png()
    .toBuffer();
  const path = 'en/guide/home.png';
  mkdirSync(join(cwd, 'dist/one/kit/en/guide'), { recursive: true });
  writeFileSync(join(cwd, 'dist/one/kit', path), picture);
  const file = join(cwd, 'dist/one/report.json');
  const report = JSON.parse(readFileSync(file, 'utf8')) as { kit: object[] };
  report.kit.push({ path, bytes: picture.length, seal: sealOf(look, picture) });
  writeFileSync(file, JSON.stringify(report));
  return picture;
};

describe('A later build without pictures', () => {
  it('keeps those whose pages look as they did, and says so when it can’t', async () => {
    const cwd = await folderWith({ 'one.yaml': tenantFile('One') });
    expect((await keyturn(build, { cwd })).stderr).not.toContain('picture');
    const picture = await withPicture(cwd);

    const file = tenantFile('One');
    writeFileSync(join(cwd, 'one.yaml'), `${file}\nrollout: { launch: 2027-03-01 }\n`);
    const same = await keyturn(build, { cwd });
    expect(same).toMatchObject({ code: 0, stdout: expect.stringMatching(/^one: \d+ pages/) });
    expect(same.stderr).not.toContain('picture');
    expect(guideIn(cwd)).toMatch(
      /<img src="\.\.\/en\/guide\/home\.png"[^>]* width="390" height="600"/,
    );
    expect(readFileSync(join(cwd, 'dist/one/kit/en/guide/home.png'))).toEqual(picture);

    writeFileSync(join(cwd, 'one.yaml'), file.replaceAll('One', 'Won'));
    const other = await keyturn(build, { cwd });
    expect(other.stderr).toMatch(
      /^one: note: the guide has no pictures any more: the portal’s pages have changed .*--pictures/m,
    );
    expect(guideIn(cwd)).not.toContain('<img');
    expect((await keyturn(build, { cwd })).stdout).toBe('one: unchanged.\n');
  });
});
