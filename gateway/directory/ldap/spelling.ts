// Names that a directory takes for the same. Nobody's have to be one as well, or two spellings would tell them from
// somebody's, and each would have limits of its own.

/** Without spaces that LDAP doesn't look at: at the ends, and beside another one (RFC 4518, section 2.6.1). */
export const withoutSpaces = (name: string): string => name.replace(/\s+/g, ' ').trim();

// Signs that aren't made of a letter and a mark, and are compared as these all the same.
const plainLetters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
};

/**
 * As Windows compares names: without accents and other marks, case and width, and without signs that can't be seen
 * ([MS-ADTS] 6.5, NORM_IGNORENONSPACE: `jose` is José).
 */
export const withoutMarks = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđðłıþ]/g, (sign) => plainLetters[sign]!);
