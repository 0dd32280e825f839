// The size of a raster picture, from its first bytes: nothing is decoded, and nothing has to be loaded for it.

type Pixels = { width: number; height: number };

const png = (bytes: Buffer): Pixels => ({
  width: bytes.readUInt32BE(16),
  height: bytes.readUInt32BE(20),
});

// Frames of a JPEG are C0 to CF, apart from the tables C4, C8 and CC (ITU T.81, B.1.1.3).
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

const jpeg = (bytes: Buffer): Pixels => {
  let at = 2;
  while (!isFrame(bytes.readUInt8(at + 1))) at += 2 + bytes.readUInt16BE(at + 2);
  return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
};

// RFC 9649: the first chunk says which of the three kinds it is.
const webp = (bytes: Buffer): Pixels => {
  const kind = bytes.toString('latin1', 12, 16);
  if (kind === 'VP8X')
    return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
  if (kind === 'VP8L') {
    const bits = bytes.readUInt32LE(21);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
};

const readers: Record<string, (bytes: Buffer) => Pixels> = {
  '.png': png,
  '.jpg': jpeg,
  '.jpeg': jpeg,
  '.webp': webp,
};

/** The size of a PNG, JPEG or WebP in its own pixels; undefined for bytes that end before they tell it. */
export const pixelsOf = (bytes: Buffer, ending: string): Pixels | undefined => {
  try {
    return readers[ending]!(bytes);
  } catch {
    return undefined;
  }
};
