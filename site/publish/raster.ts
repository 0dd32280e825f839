import type sharpType from 'sharp';
import { inspectSvg } from '../../tenant/svg.ts';

/** In pixels. */
export type Size = { width: number; height: number };

// Loaded when the first picture is drawn: it is the slowest import of a build, and many builds need none.
let engine: Promise<typeof sharpType> | undefined;
const sharp = (): Promise<typeof sharpType> =>
  (engine ??= import('sharp').then((module) => module.default));

/** The greatest size of the same shape that fits into a box, in whole pixels; nothing is enlarged beyond it. */
export const fit = ({ width, height }: Size, box: Size): Size => {
  const scale = Math.min(box.width / width, box.height / height);
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
};

type Over = { bytes: Uint8Array; left: number; top: number };

const root = /<(?:[\w-]+:)?svg\b(?:[^>"']|"[^"]*"|'[^']*')*>/;
const measures = /\s(?:width|height|preserveAspectRatio)\s*=\s*(?:"[^"]*"|'[^']*')/g;

/**
 * A drawing that is exactly so large, whatever size it gave itself: its box is fitted into it. Drawn at its own size and
 * then made smaller, one with large numbers in its box would be gigabytes.
 */
const sized = (svg: string, { width, height }: Size): string =>
  svg.replaceAll(/<!--[\s\S]*?-->/g, '').replace(root, (tag) => {
    const box = /\sviewBox\s*=/.test(tag) ? undefined : inspectSvg(svg).box;
    const own = box ? ` viewBox="0 0 ${box.width} ${box.height}"` : '';
    return tag
      .replaceAll(measures, '')
      .replace(/\/?>$/, (end) => ` width="${width}" height="${height}"${own}${end}`);
  });

const isDrawing = (bytes: Buffer): boolean =>
  /^(?:\u00ef\u00bb\u00bf)?\s*</.test(bytes.toString('latin1', 0, 64));

/** What a picture is drawn with: another one laid over it, and zlib's level, 9 where everybody loads it. */
export type Drawing = { over?: Over; compressionLevel?: number };

/** Draws a picture as PNG in exactly this size, with nothing of its metadata. */
export const pngOf = async (
  bytes: Buffer,
  size: Size,
  { over, compressionLevel = 9 }: Drawing = {},
): Promise<Uint8Array> => {
  const source = isDrawing(bytes) ? Buffer.from(sized(bytes.toString('utf8'), size)) : bytes;
  const image = (await sharp())(source).resize(size.width, size.height, {
    fit: 'contain',
    background: { r: 0, g: 0, b: 0, alpha: 0 },
  });
  const whole = over
    ? image.composite([{ input: Buffer.from(over.bytes), left: over.left, top: over.top }])
    : image;
  return whole.png({ compressionLevel, palette: false }).toBuffer();
};
