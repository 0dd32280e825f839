import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typedCode } from '../../backends/typed-code.ts';

describe('a code as it was typed', () => {
  it('is read from any script’s digits, with or without what was copied along', () => {
    expect(typedCode(' 123 456 ')).toBe('123456');
    expect(typedCode('123-456')).toBe('123456');
    expect(typedCode('１２３４５６')).toBe('123456');
    expect(typedCode('٠١٢٣٤٥')).toBe('012345');
    expect(typedCode('۰۱۲۳۴۵')).toBe('012345');
    expect(typedCode('\u200f123\u2069456\u00a0')).toBe('123456');
  });

  it('is read from scripts whose digits stand side by side', () => {
    const from = (zero: number): string =>
      String.fromCodePoint(...Array.from({ length: 10 }, (_, value) => zero + value));
    // Two of Myanmar's: Unicode 16, U+116D0 and U+116DA.
    expect(typedCode(from(0x116d0))).toBe('0123456789');
    expect(typedCode(from(0x116da))).toBe('0123456789');
    expect(typedCode(from(0x1d7d8))).toBe('0123456789');
  });

  it('keeps six ASCII digits as they are, whatever separators stand between them', () => {
    const separator = fc.constantFrom('', ' ', '-', '\u200f', '\u00a0', '.');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), separator), {
          minLength: 6,
          maxLength: 6,
        }),
        (parts) => {
          const digits = parts.map(([digit]) => digit).join('');
          expect(typedCode(parts.map(([digit, sep]) => `${digit}${sep}`).join(''))).toBe(digits);
        },
      ),
    );
  });
});
