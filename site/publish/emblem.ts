import type { Palette } from '../../tenant/brand/index.ts';

// A key on a 64 grid: ring, shaft, two teeth.
const key = 'M25 14a11 11 0 1 0 0 22a11 11 0 0 0 0-22M33 33l17 17M43 43l6-6M37 37l5-5';

const stroke = (color: string, width: number): string =>
  `<path d="${key}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;

/** A sign for tabs and home screens, for organisations that gave none: a key in the brand's colours. */
export const emblem = ({ brand, onBrand }: Palette): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="14" fill="${brand}"/>${stroke(onBrand, 5)}</svg>`;

/** The picture that a shared link shows, 1200 × 630: the portal's panel with the key. The logo is laid over it. */
export const cardGround = ({ canvas, brand, onBrand }: Palette): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630"><rect width="1200" height="630" fill="${canvas}"/><path d="M0 0H1200V150A280 280 0 0 1 920 430H0Z" fill="${brand}"/><g transform="translate(92 60) scale(5)">${stroke(onBrand, 4)}</g></svg>`;
