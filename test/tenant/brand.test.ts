import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brandTokens, contrast, type Palette } from '../../tenant/brand/index.ts';
import { tokensCss } from '../../tenant/brand/css.ts';
import { brand } from '../../tenant/schema/brand.ts';
import { shadeOf } from '../../tenant/brand/shade.ts';

const hexColor = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

const grounds = ['canvas', 'surface', 'sunken', 'tint'] as const satisfies (keyof Palette)[];

// WCAG 2.2: 1.4.3 wants 4.5 for text, 1.4.11 wants 3 for the edges of controls and for focus rings.
const tooFaint = (palette: Palette, text: number, control: number): string[] => {
  const faint: string[] = [];
  const need = (role: keyof Palette, ground: keyof Palette, ratio: number): void => {
    const is = contrast(palette[role], palette[ground]);
    if (is < ratio) faint.push(`${role} on ${ground}: ${is.toFixed(2)} < ${ratio}`);
  };
  for (const ground of grounds) {
    for (const role of ['ink', 'inkSoft', 'link', 'danger', 'success'] as const)
      need(role, ground, text);
    for (const role of ['edge', 'focus'] as const) need(role, ground, control);
  }
  need('danger', 'dangerTint', text);
  need('ink', 'dangerTint', text);
  need('success', 'successTint', control);
  need('onBrand', 'brand', 4.5);
  need('onAction', 'action', 4.5);
  need('onAction', 'actionHover', 4.5);
  for (const ground of ['canvas', 'surface'] as const) need('actionEdge', ground, control);
  return faint;
};

const tokensOf = (given: object) => brandTokens(brand.parse(given));

describe('the palette derived from a brand', () => {
  it('meets WCAG AA in light and dark, whatever colours are given', () => {
    const maybe = fc.option(hexColor, { nil: undefined });
    fc.assert(
      fc.property(hexColor, maybe, maybe, (color, accent, background) => {
        const { light, dark } = tokensOf({ color, accent, background });
        expect(tooFaint(light, 4.5, 3)).toEqual([]);
        expect(tooFaint(dark, 4.5, 3)).toEqual([]);
      }),
      {
        numRuns: 300,
        examples: [
          ['#000000', undefined, undefined],
          ['#ffffff', '#ffffff', '#ffffff'],
          ['#fff1a8', undefined, undefined],
          ['#808080', '#808080', '#808080'],
          ['#000000', undefined, '#8339cf'],
          ['#000000', undefined, '#e93600'],
        ],
      },
    );
  });

  it('reaches 7:1 for texts where people ask for more contrast', () => {
    fc.assert(
      fc.property(hexColor, (color) => {
        const { more } = tokensOf({ color });
        for (const palette of [more.light, more.dark]) expect(tooFaint(palette, 7, 3)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps the brand colour exactly where it fills a ground', () => {
    // But for the two cases below.
    const plain = hexColor.filter((color) => {
      const white = contrast('#ffffff', color);
      return (white < 3.2 || white >= 4.5) && shadeOf(color).l <= 0.84;
    });
    fc.assert(
      fc.property(plain, (color) => {
        const { light, dark } = tokensOf({ color });
        expect([light.brand, light.action, dark.brand]).toEqual([color, color, color]);
      }),
      { numRuns: 50 },
    );
  });

  it('darkens a strong colour a little, so that white can be read on it, and says so', () => {
    for (const color of ['#ff0000', '#1e88e5', '#808080']) {
      const { light, dark, shifts } = tokensOf({ color });
      expect([light.onBrand, light.onAction, dark.onBrand]).toEqual(Array(3).fill('#ffffff'));
      const shift = shifts.find(({ role }) => role === 'brand');
      expect(shift).toMatchObject({ scheme: 'light', from: color, to: light.brand });
      expect(shift!.by).toBeLessThan(0);
      expect(shift!.by).toBeGreaterThan(-0.12);
      expect(shifts.filter(({ scheme, role }) => scheme === 'light' && role === 'action')).toEqual(
        [],
      );
    }
  });

  it('keeps a pale ground pale by day, and from glaring by night', () => {
    const { light, dark, shifts } = tokensOf({ color: '#fff7b0' });
    expect(light.brand).toBe('#fff7b0');
    expect(contrast(dark.brand, '#ffffff')).toBeGreaterThan(1.4);
    expect(shifts.map(({ scheme, role }) => `${scheme} ${role}`)).toContain('dark brand');
  });

  it('says what was shifted and how far, and nothing when nothing was', () => {
    expect(
      tokensOf({ color: '#0b5c57' }).shifts.filter(({ scheme }) => scheme === 'light'),
    ).toEqual([]);
    const pale = tokensOf({ color: '#fff1a8' }).shifts.find(
      ({ scheme, role }) => scheme === 'light' && role === 'link',
    );
    expect(pale).toMatchObject({
      from: '#fff1a8',
      why: expect.stringContaining('4.5:1') as string,
    });
    expect(pale!.by).toBeLessThan(-0.3);
  });

  it('understands every notation of CSS', () => {
    for (const color of [
      'rebeccapurple',
      'rgb(102 51 153)',
      'hsl(270 50% 40%)',
      '#639',
      'oklch(0.44 0.16 303)',
    ])
      expect(tokensOf({ color }).light.brand).toMatch(/^#6[0-9a-f]3[0-9a-f]9[0-9a-f]$/);
  });
});

describe('the tokens as CSS', () => {
  it('name each role once, for light and dark together', () => {
    const css = tokensCss(tokensOf({ color: '#0b5c57' }));
    expect(css).toContain('--keyturn-brand:#0b5c57');
    expect(css).toMatch(/--keyturn-ink:light-dark\(#[0-9a-f]{3,6},#[0-9a-f]{3,6}\)/);
    expect(css).toContain('@media (prefers-contrast:more)');
  });

  it('can’t be broken out of by a font’s name', () => {
    for (const font of ['x;}', 'x{', 'url(x)', '</style>', "a'b", 'x/*'])
      expect(brand.safeParse({ font }).success, font).toBe(false);
    expect(tokensCss(tokensOf({ font: 'Contoso Sans, "Segoe UI"' }))).toContain(
      "--keyturn-font:Contoso Sans,'Segoe UI',sans-serif",
    );
  });
});
