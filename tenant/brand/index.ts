import { type BrandColors, paletteOf, type Palette } from './palette.ts';
import { contrast, exactly, shadeOf } from './shade.ts';
import type { Section } from '../schema/index.ts';
import { fontStacks, type FontStack } from '../schema/brand.ts';

export type { Palette } from './palette.ts';
export { contrast } from './shade.ts';

/** A colour that is not quite what the tenant gave, and why. `by` is the change of OKLCH lightness, −1 to 1. */
export type Shift = {
  scheme: 'light' | 'dark';
  role: 'brand' | 'link' | 'action' | 'focus';
  from: string;
  to: string;
  by: number;
  why: string;
};

/** Everything that pages, mails, print and the widget need to look like one organisation. */
export type BrandTokens = {
  light: Palette;
  dark: Palette;
  /** The same for people who asked their system for more contrast. */
  more: { light: Palette; dark: Palette };
  /** CSS font-family list; the own font's name comes first. */
  font: string;
  /** Roundness of fields and buttons, CSS pixels. */
  radius: number;
  shifts: Shift[];
};

const reasons = {
  brand: 'white text on it needs 4.5:1 (WCAG 1.4.3), and a pale ground would glare in the dark',
  link: 'text needs 4.5:1 on its ground (WCAG 1.4.3)',
  action: 'a control needs 3:1 against the page (WCAG 1.4.11)',
  focus: 'a focus ring needs 3:1 against the page (WCAG 1.4.11)',
};

const shiftsOf = (scheme: 'light' | 'dark', palette: Palette, given: BrandColors): Shift[] => {
  const wishes = {
    brand: given.color,
    link: given.color,
    action: given.color,
    focus: given.accent,
  };
  return (Object.keys(wishes) as Shift['role'][]).flatMap((role) => {
    const wish = wishes[role];
    // The button's ground follows the brand's: said once.
    if (!wish || (role === 'action' && palette.action === palette.brand)) return [];
    const from = exactly(wish);
    const to = palette[role];
    const by = Math.round((shadeOf(to).l - shadeOf(from).l) * 100) / 100;
    return from === to ? [] : [{ scheme, role, from, to, by, why: reasons[role] }];
  });
};

const fontOf = (font: string): string => {
  if (font.endsWith('.woff2')) return `keyturn-brand, ${fontStacks.system}`;
  return Object.hasOwn(fontStacks, font) ? fontStacks[font as FontStack] : `${font}, sans-serif`;
};

/**
 * Derives the visual tokens of a brand so that every text meets WCAG 2.2 AA in light, dark and high contrast, whatever
 * colour is given. Pages, mails, print and the widget all use what this one function returns.
 */
export const brandTokens = (brand: Section<'brand'>): BrandTokens => {
  const scheme = (dark: boolean, more: boolean): Palette => paletteOf(brand, { dark, more });
  const light = scheme(false, false);
  const dark = scheme(true, false);
  return {
    light,
    dark,
    more: { light: scheme(false, true), dark: scheme(true, true) },
    font: fontOf(brand.font),
    radius: Number.parseInt(String(brand.radius), 10),
    shifts: [...shiftsOf('light', light, brand), ...shiftsOf('dark', dark, brand)],
  };
};

const pairs: [keyof Palette, keyof Palette][] = [
  ['ink', 'canvas'],
  ['inkSoft', 'canvas'],
  ['link', 'canvas'],
  ['edge', 'canvas'],
  ['onBrand', 'brand'],
  ['onAction', 'action'],
  ['danger', 'canvas'],
  ['success', 'canvas'],
];

/** The contrast ratios that a report shows, two decimals, rounded down: a ratio never looks better than it is. */
export const contrastTable = (palette: Palette): Record<string, number> =>
  Object.fromEntries(
    pairs.map(([text, ground]) => [
      `${text} on ${ground}`,
      Math.floor(contrast(palette[text], palette[ground]) * 100) / 100,
    ]),
  );
