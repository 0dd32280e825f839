// Files beside the tenant file that are not what they seem.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { loadTenant } from '../../tenant/load.ts';
import { portalOf } from '../site/portals.ts';
import { complaintsOf, right, withFiles } from './files.ts';

const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"><path d="M0 0h4v1z"/></svg>';
const withLogo = (path: string): string => `${right}brand:\n  logo: ${path}\n  icon: ${path}\n`;

const loadIn = (folder: string): Promise<unknown> => loadTenant(join(folder, 'tenant.yaml'));

describe('a logo that is a link', () => {
  it('out of the tenant’s folder is refused, directly or by its folder', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'keyturn-outside-'));
    await writeFile(join(outside, 'secret.svg'), drawing);
    try {
      await withFiles({ 'tenant.yaml': withLogo('./logo.svg') }, async (folder) => {
        await symlink(join(outside, 'secret.svg'), join(folder, 'logo.svg'));
        await expect(loadIn(folder)).rejects.toThrow('which leads out of the folder');
      });
      await withFiles({ 'tenant.yaml': withLogo('./art/secret.svg') }, async (folder) => {
        await symlink(outside, join(folder, 'art'));
        await expect(loadIn(folder)).rejects.toThrow('which leads out of the folder');
      });
    } finally {
      await rm(outside, { recursive: true });
    }
  });

  it('inside the folder is taken; a folder, or a link to nothing, is refused', async () => {
    await withFiles(
      { 'tenant.yaml': withLogo('./logo.svg'), 'real.svg': drawing },
      async (folder) => {
        await symlink(join(folder, 'real.svg'), join(folder, 'logo.svg'));
        expect(await loadIn(folder)).toMatchObject({ brand: { logo: './logo.svg' } });
      },
    );
    await withFiles({ 'tenant.yaml': withLogo('./logo.svg') }, async (folder) => {
      await symlink(join(folder, 'nothing.svg'), join(folder, 'logo.svg'));
      await expect(loadIn(folder)).rejects.toThrow('brand.logo');
    });
    await withFiles({ 'tenant.yaml': withLogo('./logo.svg') }, async (folder) => {
      await mkdir(join(folder, 'logo.svg'));
      await expect(loadIn(folder)).rejects.toThrow('brand.logo');
    });
  });
});

const chunk = (type: string, data: Uint8Array): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
};

// A black square of one bit a pixel (PNG, 11.2.2): quicker than to draw it.
const blackPng = (side: number): Buffer => {
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  const rows = Buffer.alloc(side * (1 + side / 8));
  const chunks = [
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks]);
};

describe('a picture', () => {
  it('of few bytes and very many pixels is refused before anything is drawn', async () => {
    const bytes = blackPng(12_000);
    expect(bytes.length).toBeLessThan(512 * 1024);
    expect(
      await complaintsOf(withLogo('./logo.png'), 'tenant.yaml', { 'logo.png': bytes }),
    ).toContain('got   12000 × 12000 pixels');
  });

  it('cut off in the middle is refused as unreadable', async () => {
    const create = { width: 40, height: 40, channels: 3 as const, background: '#fff' };
    for (const ending of ['png', 'jpeg', 'webp'] as const) {
      const whole = await sharp({ create }).toFormat(ending).toBuffer();
      const name = `logo.${ending}`;
      const cut = whole.subarray(0, 12);
      expect(await complaintsOf(withLogo(`./${name}`), 'tenant.yaml', { [name]: cut })).toContain(
        'brand.logo',
      );
    }
  });
});

describe('a drawing', () => {
  it.each([
    ['huge', 'viewBox="0 0 90000 30000"'],
    ['tiny', 'viewBox="0 0 0.02 0.01"'],
    ['endlessly wide', 'viewBox="0 0 1000000 1"'],
    ['of other sizes than its box', 'viewBox="0 0 4 1" width="90000" height="3"'],
  ])('%s is drawn in the sizes that the portal shows', async (_what, box) => {
    const svg = drawing.replace('viewBox="0 0 4 1"', box);
    await withFiles({ 'tenant.yaml': withLogo('./logo.svg'), 'logo.svg': svg }, async (folder) => {
      const { files } = await portalOf(await loadTenant(join(folder, 'tenant.yaml')));
      const icon = [...files].find(([path]) => path.startsWith('assets/icon-180'))![1];
      expect(await sharp(Buffer.from(icon as Uint8Array)).metadata()).toMatchObject({
        width: 180,
        height: 180,
      });
    });
  });
});
