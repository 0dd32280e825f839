// What a stranger may see of a registered address: enough for its owner to know it, and never its length.
const dots = '•••';

/**
 * `a•••@c•••`: the first signs of the name and of the domain. Not the last label: `.nl` or `.museum` would tell a person
 * from a decoy, whose addresses can't have every ending that people's have.
 */
export const maskEmail = (address: string): string => {
  const [name = '', domain = ''] = address.toLowerCase().split('@');
  const first = (text: string): string => [...text][0] ?? '';
  return `${first(name)}${dots}@${first(domain)}${dots}`;
};

/** `••• 23`: the last two digits, on one line. */
export const maskNumber = (number: string): string =>
  `${dots}\u00a0${number.replace(/\D/g, '').slice(-2)}`;

/** A number as it is compared: digits alone, `00` and a leading `+` being the same. */
export const plainNumber = (number: string): string =>
  number
    .replace(/(?:x|ext\.?) ?\d+$/i, '')
    .replace(/^\s*\+/, '00')
    .replace(/\D/g, '')
    .replace(/^00/, '');
