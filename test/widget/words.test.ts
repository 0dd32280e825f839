import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spokenOf } from '../../widget/config.ts';
import { fill, msg, speaking } from '../../widget/words.ts';

const next = () => msg('Next', { id: 'next' });

describe('words', () => {
  it('are said in the language in force, else as they stand in the code', () => {
    expect(next()).toBe('Next');
    expect(speaking({ next: 'Volgende' }, next)).toBe('Volgende');
    expect(speaking({}, next)).toBe('Next');
    expect(next()).toBe('Next');
  });

  it('come back to the former language, also when saying them fails', () => {
    const fail = (): never => {
      throw new Error('no');
    };
    speaking({ next: 'Volgende' }, () => {
      expect(speaking({ next: 'التالي' }, next)).toBe('التالي');
      expect(() => speaking({ next: 'Weiter' }, fail)).toThrow('no');
      expect(next()).toBe('Volgende');
    });
  });

  it('take any value into their places, once, and leave unknown places alone', () => {
    expect(fill('{a} of {b}', { a: 1, b: '{a}' })).toBe('1 of {a}');
    expect(fill('{method} $& $1', { method: '$&' })).toBe('$& $& $1');
    expect(fill('{n} of {m}', { n: 1 })).toBe('1 of {m}');
    expect(fill('{constructor} {toString}', { n: 1 })).toBe('{constructor} {toString}');
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(fill('<{x}>', { x: value })).toBe(`<${value}>`);
      }),
    );
  });
});

describe('the language of an element', () => {
  const words = { nl: {}, 'pt-BR': {}, pt: {} };

  it('is the one that is wanted, else its parent, else the first that there is', () => {
    expect(spokenOf({ words }, 'pt-BR')).toBe('pt-BR');
    expect(spokenOf({ words }, 'pt-PT')).toBe('pt');
    expect(spokenOf({ words }, 'nl_BE')).toBe('nl');
    expect(spokenOf({ words }, 'fr')).toBe('nl');
    expect(spokenOf({}, 'fr')).toBe('en');
  });

  it('is one that exists, whatever a page says', () => {
    const odd = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'xx-<script>'));
    fc.assert(
      fc.property(odd, (wanted) => {
        expect(Object.keys(words)).toContain(spokenOf({ words }, wanted));
      }),
    );
  });
});
