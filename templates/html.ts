import { safeAddress, slotsOf } from './slots.ts';

class Markup {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
  toString(): string {
    return this.markup;
  }
}

/** HTML that may be put into other HTML as it is. Only the tag below makes any. */
export type Html = Markup;

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML shows it, in an element or in a quoted attribute. */
export const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign]!);

type Part = Html | string | number | undefined | false | readonly Part[];

const markupOf = (part: Part): string => {
  if (part instanceof Markup) return part.markup;
  if (Array.isArray(part)) return part.map(markupOf).join('');
  return part === undefined || part === false ? '' : escape(String(part));
};

/**
 * A template whose holes are escaped by construction: text stays text, lists are joined, `undefined` and `false` leave
 * nothing. There is no way to put a string in unescaped.
 * @throws Error for a hole where escaping doesn't help, and for an address that could run a script.
 */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Html => {
  const slots = slotsOf(strings);
  const filled = parts.map((part, index) =>
    slots[index] === 'address' ? escape(safeAddress(part)) : markupOf(part),
  );
  return new Markup(strings.map((text, index) => text + (filled[index] ?? '')).join(''));
};

/**
 * A style element. Its content can't be escaped as text is, so it must not be able to end the element.
 * @throws Error for CSS with a `<` in it.
 */
export const style = (css: string): Html => {
  if (css.includes('<')) throw new Error('CSS with a < in it');
  return new Markup(`<style>${css}</style>`);
};

/**
 * A script element. Its content can't be escaped as text is, so it must not be able to end the element.
 * @throws Error for a script with a closing tag or the beginning of a comment in it.
 */
export const script = (text: string): Html => {
  if (/<\/|<!--/.test(text)) throw new Error('A script with </ or <!-- in it');
  return new Markup(`<script>${text}</script>`);
};
