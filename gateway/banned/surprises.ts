const reach = 4; // signs: so long may a block be that comes again and again

/**
 * How many signs of a password can't be told from those before them: the same again, the next one in the alphabet or the one
 * before, or what stood there one block ago. `aaaaaaaaaaaa`, `abcdefghijkl` and `1212 1212 1212` have next to none, though
 * they are long enough (NIST SP 800-63B, 5.1.1.2: repetitive or sequential characters).
 */
export const surprises = (signs: readonly string[]): number =>
  signs.filter((sign, place) => {
    const before = signs.slice(Math.max(0, place - reach), place);
    const step = sign.codePointAt(0)! - (before.at(-1)?.codePointAt(0) ?? Infinity);
    return !before.includes(sign) && Math.abs(step) !== 1;
  }).length;
