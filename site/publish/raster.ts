import type sharpType from 'sharp';

type Size = { width: number; height: number };

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

/** The size of a PNG, JPEG or WebP in its own pixels. */
export const sizeOf = async (bytes: Buffer): Promise<Size> => {
  const { width, height } = await (await sharp())(bytes).metadata();
  return { width, height };
};

type Over = { bytes: Uint8Array; left: number; top: number };

/** Draws a picture as PNG in exactly this size, with nothing of its metadata, and another one laid over it. */
export const pngOf = async (
  bytes: Buffer,
  width: number,
  height: number,
  over?: Over,
): Promise<Uint8Array> => {
  const image = (await sharp())(bytes, { density: 300 }).resize(width, height, {
    fit: 'contain',
    background: { r: 0, g: 0, b: 0, alpha: 0 },
  });
  const whole = over
    ? image.composite([{ input: Buffer.from(over.bytes), left: over.left, top: over.top }])
    : image;
  return whole.png({ compressionLevel: 9, palette: false }).toBuffer();
};
