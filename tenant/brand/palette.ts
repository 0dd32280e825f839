import { contrast, exactly, hex, readableOn, type Shade, shadeOf, standOut } from './shade.ts';

/** The roles that a colour can have; each is `#rrggbb`. The pairs that must contrast are checked in brand.test.ts. */
export type Palette = {
  /** The page, what lies on it, and what is sunk into it. */
  canvas: string;
  surface: string;
  sunken: string;
  /** Texts: 7:1, and 4.5:1. */
  ink: string;
  inkSoft: string;
  /** Decoration, and the edge of a control (3:1, WCAG 1.4.11). */
  line: string;
  edge: string;
  /** The one strong use of the brand colour, and what is read on it. */
  brand: string;
  onBrand: string;
  /** The main button: its ground, text, edge, and ground under the pointer. */
  action: string;
  onAction: string;
  actionEdge: string;
  actionHover: string;
  /** The brand colour as text (4.5:1), and as a trace of a ground. */
  link: string;
  tint: string;
  focus: string;
  danger: string;
  dangerTint: string;
  success: string;
  successTint: string;
};

/** Light or dark, and whether the person asked for more contrast. */
export type Scheme = { dark: boolean; more: boolean };

/** What the tenant gave: CSS colours. */
export type BrandColors = { color: string; accent?: string; background?: string };

const faint = ({ c, h }: Shade, l: number, most: number): string =>
  hex({ l, c: Math.min(c, most), h });

type Grounds = Pick<Palette, 'canvas' | 'surface' | 'sunken' | 'tint'>;

const groundsOf = (base: Shade, { dark }: Scheme, background?: string): Grounds => {
  if (dark)
    return {
      canvas: faint(base, 0.19, 0.014),
      surface: faint(base, 0.235, 0.016),
      sunken: faint(base, 0.15, 0.012),
      tint: faint(base, 0.28, 0.04),
    };
  const canvas = background ? exactly(background) : faint(base, 0.992, 0.003);
  const { l, c, h } = shadeOf(canvas);
  // A “light” background may be of any lightness. In the middle, where black and white only just reach 4.5:1, the
  // other grounds lie further from the text, so that what can be read on the page can be read on them.
  const middle = l >= 0.45 && l <= 0.9;
  const away = readableOn(canvas) === '#ffffff' ? -1 : 1;
  const toward = middle ? away : l < 0.45 ? 1 : -1;
  return {
    canvas,
    surface: l > 0.9 ? '#ffffff' : hex({ l: l + (middle ? away : 1) * 0.04, c, h }),
    sunken: hex({
      l: l + toward * 0.03,
      c: Math.max(c, Math.min(base.c, 0.008)),
      h: c > 0.01 ? h : base.h,
    }),
    tint: hex({ l: l + toward * 0.045, c: Math.min(base.c, 0.022), h: base.h }),
  };
};

/** White on a colour of middle lightness looks right from here on, though it is not yet enough. */
const almost = 3.2;
/** The lightest that a large ground may be on a dark page (OKLCH). */
const glare = 0.84;

// As given, but for two cases. On a strong red or blue black text would reach 4.5:1 and white would not, and yet white is
// what reads well there (and what the brand's own people set on it): a shade darker it reaches that too. And a pale ground
// of half a screen would blind in the dark.
const brandOf = (base: Shade, given: string, { dark }: Scheme): string => {
  const white = contrast('#ffffff', given);
  if (white >= almost && white < 4.5) return standOut(base, ['#ffffff'], 4.5);
  return dark && base.l > glare ? hex({ ...base, l: glare }) : given;
};

type Action = Pick<Palette, 'action' | 'onAction' | 'actionEdge' | 'actionHover'>;

// A fill that doesn't stand out by itself: on a light page it keeps the brand's colour and gets an edge that does; on a
// dark one it is lightened, for a dark button on a dark page looks switched off.
const actionOf = (
  base: Shade,
  given: string,
  grounds: string[],
  ink: string,
  { dark }: Scheme,
): Action => {
  const stands = grounds.every((ground) => contrast(given, ground) >= 3);
  const gray = base.c < 0.02;
  const lifted = gray ? hex({ ...base, l: 0.93 }) : standOut(base, grounds, 4.5);
  const action = !stands && dark ? lifted : given;
  const onAction = readableOn(action);
  const { l, c, h } = shadeOf(action);
  const hover = hex({ l: l + (onAction === '#ffffff' || l > 0.94 ? -0.06 : 0.05), c, h });
  return {
    action,
    onAction,
    actionEdge: stands || dark ? action : ink,
    actionHover: contrast(onAction, hover) >= 4.5 ? hover : action,
  };
};

const statusOf = (hue: number, chroma: number, grounds: Grounds, { dark, more }: Scheme) => {
  // As light as the other grounds: what is read on them is read on it.
  const l = dark ? 0.27 : Math.min(0.965, shadeOf(grounds.tint).l);
  const tint = hex({ l, c: dark ? 0.05 : 0.02, h: hue });
  const wish = { l: dark ? 0.75 : 0.5, c: chroma, h: hue };
  const all = [grounds.canvas, grounds.surface, grounds.sunken, grounds.tint, tint];
  return { text: standOut(wish, all, more ? 7 : 4.5), tint };
};

/** Derives every colour of one scheme from what the tenant gave. */
export const paletteOf = ({ color, accent, background }: BrandColors, scheme: Scheme): Palette => {
  const base = shadeOf(color);
  const grounds = groundsOf(base, scheme, background);
  const all = [grounds.canvas, grounds.surface, grounds.sunken, grounds.tint];
  const text = (l: number, most: number, ratio: number): string =>
    standOut({ l, c: Math.min(base.c, most), h: base.h }, all, ratio);
  const { dark, more } = scheme;
  const ink = more
    ? standOut({ l: dark ? 1 : 0, c: 0, h: 0 }, all, 15)
    : text(dark ? 0.95 : 0.23, 0.03, 7);
  const link = standOut(base, all, more ? 7 : 4.5);
  const danger = statusOf(27, 0.19, grounds, scheme);
  const success = statusOf(152, 0.12, grounds, scheme);
  const brand = brandOf(base, exactly(color), scheme);
  return {
    ...grounds,
    ink,
    inkSoft: more ? ink : text(dark ? 0.77 : 0.47, 0.025, 4.6),
    line: more
      ? ink
      : hex({
          l: dark ? 0.34 : shadeOf(grounds.canvas).l - 0.09,
          c: Math.min(base.c, 0.012),
          h: base.h,
        }),
    edge: more ? ink : text(0.6, 0.02, 3.1),
    brand,
    onBrand: readableOn(brand),
    ...actionOf(base, brand, [grounds.canvas, grounds.surface], ink, scheme),
    link,
    focus: standOut(accent ? shadeOf(accent) : shadeOf(link), all, 3.1),
    danger: danger.text,
    dangerTint: danger.tint,
    success: success.text,
    successTint: success.tint,
  };
};
