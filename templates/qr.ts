import { encode } from 'uqr';

const quietZone = 4; // modules: ISO/IEC 18004

// A row's dark modules, run by run: one shape each.
const rowPath = (row: readonly boolean[], y: number): string =>
  [
    ...row
      .map((dark) => (dark ? '#' : '.'))
      .join('')
      .matchAll(/#+/g),
  ]
    .map(({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`)
    .join('');

/** A text as a QR code: one SVG path, a unit to each module, with its quiet zone. */
export const qrPath = (text: string): { size: number; path: string } => {
  const { size, data } = encode(text, { ecc: 'M', border: quietZone });
  return { size, path: data.map(rowPath).join('') };
};
