// Decimal digits of every script stand in runs of ten, some of them side by side, so a digit's value is its place behind
// where its runs begin.
const digitValue = (digit: string): string => {
  const at = digit.codePointAt(0)!;
  let zero = at;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((at - zero) % 10);
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
