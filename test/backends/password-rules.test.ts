import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brokenRules, classesIn, codePoints } from '../../backends/password-rules.ts';
import type { PublicPasswordPolicy } from '../../backends/protocol/index.ts';

const policy = (over: Partial<PublicPasswordPolicy> = {}): PublicPasswordPolicy => ({
  minLength: 8,
  maxLength: 64,
  classes: 0,
  unicode: true,
  notUserName: true,
  banned: false,
  breachCheck: false,
  ...over,
});

const rulesBrokenBy = (
  password: string,
  over?: Partial<PublicPasswordPolicy>,
  username = 'ada@contoso.com',
) => brokenRules(password, policy(over), username).map(({ rule }) => rule);

describe('the password rules', () => {
  it('count code points, so that an emoji is one and a combining mark is one', () => {
    expect(codePoints('😀')).toBe(1);
    expect(codePoints('e\u0301')).toBe(2);
    expect(rulesBrokenBy('😀'.repeat(7))).toEqual(['min-length']);
    expect(rulesBrokenBy('😀'.repeat(8))).toEqual([]);
  });

  it('hold exactly at the edges of the length', () => {
    for (const [length, broken] of [
      [7, ['min-length']],
      [8, []],
      [64, []],
      [65, ['max-length']],
    ] as const)
      expect(rulesBrokenBy('x'.repeat(length))).toEqual(broken);
  });

  it('say the number that is needed', () => {
    expect(brokenRules('short', policy(), '')).toEqual([{ rule: 'min-length', need: 8 }]);
  });

  it('count the four classes in every script', () => {
    expect(classesIn('abc')).toBe(1);
    expect(classesIn('Ünïcode 7')).toBe(4);
    expect(classesIn('пароль')).toBe(1);
    expect(rulesBrokenBy('onlysmallletters', { classes: 2 })).toEqual(['classes']);
    expect(rulesBrokenBy('Capital letters', { classes: 3 })).toEqual([]);
  });

  it('refuse control characters always, and everything beyond ASCII where the directory does', () => {
    expect(rulesBrokenBy('with\u0000nul inside')).toEqual(['characters']);
    expect(rulesBrokenBy('Grüße 東京 пароль')).toEqual([]);
    expect(rulesBrokenBy('Grüße 東京 пароль', { unicode: false })).toEqual(['characters']);
    expect(rulesBrokenBy('plain ascii ~!"#', { unicode: false })).toEqual([]);
  });

  it('find the user name and its first part, whatever accents and capitals hide it', () => {
    for (const hidden of ['my ADA password', 'my Ádà password', 'x ada@contoso.com x'])
      expect(rulesBrokenBy(hidden)).toEqual(['username']);
    expect(rulesBrokenBy('İSTANBUL ısık', {}, 'isik@contoso.com')).toEqual(['username']);
    expect(rulesBrokenBy('al goes home', {}, 'al@contoso.com')).toEqual([]);
    expect(rulesBrokenBy('my ada password', { notUserName: false })).toEqual([]);
  });

  it('never throw and never depend on what stands after a whole code point', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.string(), (password, name) => {
        expect(Array.isArray(brokenRules(password, policy({ classes: 4 }), name))).toBe(true);
      }),
    );
  });
});
