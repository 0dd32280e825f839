// Contrast of each text on its ground: as it's written, in the dark, and turned around by a mail program.
import { contrast } from '../tenant/brand/index.ts';
import { declarations, rulesIn } from './css.ts';
import type { Paint, Painted, ReadMail } from './mail.ts';
import { remembered } from './remembered.ts';

/** Least contrast ratios: WCAG 2.2, 1.4.3; and what is left to read where a program inverts colours on its own. */
export const leastContrast = { light: 4.5, dark: 4.5, inverted: 3 } as const;
/** A way in which colours are shown. */
export type Scheme = keyof typeof leastContrast;

type Dark = ReadonlyMap<string, ReadonlyMap<string, string>>;

const darkOf = remembered(
  (css: string): Dark =>
    new Map(
      rulesIn(css)
        .filter(({ query }) => query.includes('dark'))
        .map(({ selector, body }) => [selector.replace(/^\./, ''), declarations(body)]),
    ),
);

// The class of the nearest element that says anything wins, as the elements' own colours do.
const inDark = ({ value, names }: Paint, property: string, dark: Dark): string => {
  const own = names.map((name) => dark.get(name)?.get(property)).filter((one) => one !== undefined);
  return own.at(-1) ?? value;
};

const channels = (color: string): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));

/** A colour with its lightness turned around and its hue kept, as Outlook for Windows and Gmail's apps do it. */
export const inverted = remembered((color: string): string => {
  const rgb = channels(color);
  const shift = 255 - Math.max(...rgb) - Math.min(...rgb);
  return `#${rgb.map((one) => (one + shift).toString(16).padStart(2, '0')).join('')}`;
});

// Both are `#rrggbb`.
const ratioOf = remembered((pair: string) => contrast(pair.slice(0, 7), pair.slice(7)));

const shown = (painted: Painted, dark: Dark): Record<Scheme, [string, string]> => {
  const { color, ground } = painted;
  return {
    light: [color.value, ground.value],
    dark: [inDark(color, 'color', dark), inDark(ground, 'background-color', dark)],
    inverted: [inverted(color.value), inverted(ground.value)],
  };
};

/** The least contrast of a mail in each scheme, and the texts that have too little. */
export const contrastsOf = (mail: ReadMail) => {
  const dark = darkOf(mail.css);
  const least: Record<Scheme, number> = { light: 21, dark: 21, inverted: 21 };
  const faint: string[] = [];
  for (const painted of mail.painted)
    for (const [scheme, [color, ground]] of Object.entries(shown(painted, dark)) as [
      Scheme,
      [string, string],
    ][]) {
      const ratio = Math.floor(ratioOf(color + ground) * 100) / 100;
      least[scheme] = Math.min(least[scheme], ratio);
      if (!(ratio >= leastContrast[scheme]))
        faint.push(`${scheme}: ${ratio}:1, ${color} on ${ground}: ${painted.text.slice(0, 40)}`);
    }
  return { least, faint };
};
