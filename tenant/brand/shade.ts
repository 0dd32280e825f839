import type { Oklch } from 'culori';
import { clampChroma, formatHex, toOklch, wcagContrast } from './colors.ts';

/** A colour in OKLCH: lightness 0–1, chroma from 0, hue in degrees. Equal steps of lightness look equal. */
export type Shade = { l: number; c: number; h: number };

/** Any CSS colour as a shade. */
export const shadeOf = (css: string): Shade => {
  const { l, c, h } = toOklch(css)!;
  return { l: Math.min(l, 1), c, h: h ?? 0 }; // white is 1.0000000000000002
};

/** The very colour that was given, as `#rrggbb`. */
export const exactly = (css: string): string => formatHex(css)!;

/** `#rrggbb`, with the chroma lowered as far as sRGB needs it. */
export const hex = ({ l, c, h }: Shade): string => {
  const color: Oklch = { mode: 'oklch', l: Math.min(Math.max(l, 0), 1), c, h };
  return formatHex(clampChroma(color, 'oklch'));
};

/** WCAG 2.2 contrast ratio of two `#rrggbb`, 1 to 21. */
export const contrast = (a: string, b: string): number => wcagContrast(a, b);

const worst = (color: string, grounds: readonly string[]): number =>
  Math.min(...grounds.map((ground) => contrast(color, ground)));

const strides = [0.08, 0.01];

// Long strides find the place, short ones the spot. Undefined when no lightness on this side stands out.
const search = (
  from: number,
  direction: number,
  stands: (l: number) => boolean,
): number | undefined => {
  let start = from;
  for (const stride of strides) {
    let l = start;
    while (l >= 0 && l <= 1 && !stands(l)) l += direction * stride;
    if (l === from) return from;
    start = l - direction * stride;
    if (stride === strides.at(-1)) return l >= 0 && l <= 1 ? l : undefined;
  }
  return undefined;
};

/**
 * The shade nearest to `wish` that stands out from every ground by at least `ratio`, found by moving its lightness
 * away from theirs. If none does (grounds of both extremes), black or white, whichever is better.
 */
export const standOut = (wish: Shade, grounds: readonly string[], ratio: number): string => {
  const stands = (l: number): boolean => worst(hex({ ...wish, l }), grounds) >= ratio;
  const found = [-1, 1].map((direction) => search(wish.l, direction, stands));
  const nearest = found
    .filter((l) => l !== undefined)
    .toSorted((a, b) => Math.abs(a - wish.l) - Math.abs(b - wish.l))[0];
  if (nearest !== undefined) return hex({ ...wish, l: nearest });
  return worst('#000000', grounds) > worst('#ffffff', grounds) ? '#000000' : '#ffffff';
};

/** Black or white tinted with the shade's hue: what can be read on it (one of the two always reaches 4.5). */
export const readableOn = (ground: string): string => {
  const { c, h } = shadeOf(ground);
  const dark = hex({ l: 0.2, c: Math.min(c, 0.04), h });
  if (contrast('#ffffff', ground) >= 4.5) return '#ffffff';
  return contrast(dark, ground) >= 4.5 ? dark : '#000000';
};
