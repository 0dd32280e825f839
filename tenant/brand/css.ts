import type { BrandTokens, Palette } from './index.ts';

const roles = [
  'canvas',
  'surface',
  'sunken',
  'ink',
  'inkSoft',
  'line',
  'edge',
  'brand',
  'onBrand',
  'action',
  'onAction',
  'actionEdge',
  'actionHover',
  'link',
  'tint',
  'focus',
  'danger',
  'dangerTint',
  'success',
  'successTint',
] as const satisfies (keyof Palette)[];

const kebab = (role: string): string =>
  role.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const short = (color: string): string => color.replace(/^#(.)\1(.)\2(.)\3$/, '#$1$2$3');

const declarations = (
  light: Palette,
  dark: Palette,
  base?: { light: Palette; dark: Palette },
): string =>
  roles
    .filter((role) => !base || base.light[role] !== light[role] || base.dark[role] !== dark[role])
    .map((role) => {
      const [day, night] = [short(light[role]), short(dark[role])];
      return `--keyturn-${kebab(role)}:${day === night ? day : `light-dark(${day},${night})`}`;
    })
    .join(';');

/**
 * The tokens as CSS custom properties on `selector`. `light-dark()` follows the `color-scheme` in force, so a host can
 * switch one element by setting that property alone.
 */
export const tokensCss = (tokens: BrandTokens, selector = ':root'): string => {
  const { light, dark, more } = tokens;
  const radius = `--keyturn-radius:${tokens.radius}px`;
  // An element in somebody else's page takes that page's font.
  const font = tokens.font.replaceAll('"', "'").replaceAll(', ', ',');
  const shape = selector === ':root' ? `${radius};--keyturn-font:${font}` : radius;
  const high = declarations(more.light, more.dark, { light, dark });
  return (
    `${selector}{${declarations(light, dark)};${shape}}` +
    `@media (prefers-contrast:more){${selector}{${high}}}`
  );
};
