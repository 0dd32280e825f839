import { describe, expect, it } from 'vitest';
import { withoutMarks, withoutSpaces } from '../../gateway/directory/ldap/spelling.ts';

describe('A name, as Windows compares it,', () => {
  it.each([
    ['josé@contoso.com', 'jose@contoso.com'],
    ['JOSE\u0301', 'jose'],
    ['Łukasz', 'lukasz'],
    ['Straße', 'strasse'],
    ['Ærø', 'aero'],
    ['ｊｏｓｅ', 'jose'],
    ['jo\u200bse\u00ad', 'jose'],
    ['ИВАЙ', 'иваи'],
  ])('%s is %s', (name, same) => {
    expect(withoutMarks(name)).toBe(same);
  });

  it('stays another one where the letters differ', () => {
    expect(withoutMarks('jose')).not.toBe(withoutMarks('josef'));
    expect(withoutMarks('иван')).not.toBe(withoutMarks('ivan'));
  });
});

describe('A name, as LDAP compares it,', () => {
  it('has no spaces but single ones between words', () => {
    for (const name of [' ada lovelace@contoso.com ', 'ada  \tlovelace@contoso.com'])
      expect(withoutSpaces(name)).toBe('ada lovelace@contoso.com');
  });
});
