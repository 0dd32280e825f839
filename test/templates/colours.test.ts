import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brandTokens, contrast } from '../../tenant/brand/index.ts';
import { paintedIn } from './painted.ts';
import { contoso, examples, piecesOf, type Stationery, samples } from './stationery.ts';

const readers = ['light', 'dark', 'word'] as const;

const tooFaint = (page: string): string[] =>
  readers.flatMap((reader) =>
    paintedIn(page, reader)
      .filter(({ color, ground }) => !(contrast(color, ground) >= 4.5))
      .map(({ text, color, ground }) => `${reader}: ${text}: ${color} on ${ground}`),
  );

describe('every text can be read on its ground', () => {
  it.each(samples)('in %s, light, dark and in Word', (_name, { letter }) => {
    expect(tooFaint(letter.html)).toEqual([]);
    for (const reader of readers) expect(paintedIn(letter.html, reader).length).toBeGreaterThan(8);
  });

  it('whatever the brand’s colours are', () => {
    const color = fc
      .integer({ min: 0, max: 0xffffff })
      .map((n) => `#${n.toString(16).padStart(6, '0')}`);
    const colors = fc.record(
      { color, accent: color, background: color },
      { requiredKeys: ['color'] },
    );
    const { logo: _, ...plain } = contoso;
    fc.assert(
      fc.property(colors, fc.boolean(), (given, withLogo) => {
        const base: Stationery = withLogo ? contoso : plain;
        const brand = { ...base.tenant.brand, ...given };
        const stationery = { ...base, tokens: brandTokens(brand) };
        for (const { letter } of piecesOf(stationery).slice(0, 5))
          expect(tooFaint(letter.html)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('dark colours', () => {
  it('are given once for the query and once for each of Outlook’s marks', () => {
    for (const stationery of examples) {
      const { letter } = piecesOf(stationery)[0]!;
      const css = /<style>([\s\S]*)<\/style>/.exec(letter.html)![1]!;
      const named = [...new Set(letter.html.match(/\bk-[a-z]+/g))].filter(
        (name) => !/pad|out/.test(name),
      );
      for (const name of named) {
        expect(css).toContain(`.${name}{`);
        expect(css).toContain(`[data-ogsc] .${name},[data-ogsb] .${name}{`);
      }
      expect(letter.html).toContain('<meta name="color-scheme" content="light dark">');
    }
  });
});
