import sharp from 'sharp';
import { expect, it } from 'vitest';
import { pixelsOf } from '../../tenant/pixels.ts';

const picture = (alpha: number) =>
  sharp({
    create: { width: 301, height: 97, channels: 4, background: { r: 9, g: 99, b: 199, alpha } },
  });

it.each([
  ['a PNG', '.png', picture(0.5).png()],
  ['a PNG with a palette', '.png', picture(1).png({ palette: true })],
  ['a JPEG', '.jpg', picture(1).jpeg()],
  [
    'a progressive JPEG with metadata',
    '.jpeg',
    picture(1).withMetadata().jpeg({ progressive: true }),
  ],
  ['a lossy WebP', '.webp', picture(1).removeAlpha().webp()],
  ['a lossless WebP', '.webp', picture(0.5).webp({ lossless: true })],
  ['a WebP with alpha', '.webp', picture(0.5).webp()],
])('tells the size of %s', async (_what, ending, made) => {
  const bytes = await made.toBuffer();
  expect(pixelsOf(bytes, ending)).toEqual({ width: 301, height: 97 });
});
