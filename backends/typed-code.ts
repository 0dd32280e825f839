// Decimal digits of every script stand in runs of ten, so a digit's value is its place after the run's zero.
const digitValue = (digit: string): string => {
  let zero = digit.codePointAt(0)!;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && digit.codePointAt(0)! - zero < 9)
    zero -= 1;
  return String(digit.codePointAt(0)! - zero);
};

/**
 * A code as it was meant: full-width and Arabic digits become ASCII ones; spaces, hyphens and direction marks that
 * come along with a copied code are dropped.
 */
export const typedCode = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, digitValue)
    .replace(/[^\p{L}\p{N}]/gu, '');
