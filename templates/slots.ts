/** Where a hole of a template stands: between tags, in a quoted attribute, or as the whole of an address attribute. */
export type Slot = 'text' | 'attribute' | 'address';

const addressAttribute = /\s(?:href|src|action|formaction|cite|poster|background)="$/i;
const rawElement = /<(script|style)\b[^>]*>(?![\s\S]*<\/\1>)/i;

const slotAfter = (before: string): Slot => {
  if (rawElement.test(before))
    throw new Error('A hole in a script or a style: escaping is not enough there');
  const open = before.lastIndexOf('<');
  if (open <= before.lastIndexOf('>')) return 'text';
  const tag = before.slice(open);
  if (tag.split('"').length % 2 === 1) throw new Error(`A hole outside of double quotes: ${tag}`);
  if (/\son\w+="[^"]*$/i.test(tag)) throw new Error(`A hole in an event handler: ${tag}`);
  return addressAttribute.test(tag) ? 'address' : 'attribute';
};

const known = new WeakMap<TemplateStringsArray, readonly Slot[]>();

/**
 * The kinds of a template's holes, in order. They hang on the template's own text alone, never on what is put in.
 * @throws Error for a hole where escaping doesn't help: an unquoted attribute, an event handler, a script, a style.
 */
export const slotsOf = (strings: TemplateStringsArray): readonly Slot[] => {
  const found = known.get(strings);
  if (found) return found;
  const slots = strings
    .slice(0, -1)
    .map((_, index) => slotAfter(strings.slice(0, index + 1).join('')));
  known.set(strings, slots);
  return slots;
};

const schemes = new Set(['https:', 'http:', 'mailto:', 'tel:']);

/**
 * An address that may stand in `href` or `src`: relative, or of a scheme that runs nothing.
 * @throws Error for anything but text, and for any other scheme. One that is disguised by spaces or control characters,
 * which browsers leave out (WHATWG URL, 4.4), is another scheme too.
 */
export const safeAddress = (address: unknown): string => {
  if (typeof address !== 'string') throw new Error('An address that is no text');
  const scheme = /^[^/?#:]*:/.exec(address)?.[0].toLowerCase();
  if (scheme !== undefined && !schemes.has(scheme))
    throw new Error(`An address that starts with ${scheme} is refused`);
  return address;
};
