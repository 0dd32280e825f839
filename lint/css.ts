// What mail programs do with CSS (caniemail 2026-05; a test holds these lists against its data).
import { remembered } from './remembered.ts';

/** Properties that Gmail, Outlook and Apple Mail all honour, on the elements where we have them. */
export const honoured: ReadonlySet<string> = new Set([
  'background-color',
  'border',
  'border-color',
  'border-top',
  'color',
  'font-family',
  'font-size',
  'font-weight',
  'height',
  'letter-spacing',
  'line-height',
  'margin',
  'margin-left',
  'margin-right',
  'padding',
  'padding-left',
  'padding-right',
  'text-align',
  'text-decoration',
  'width',
]);

/** Properties that a program may leave out without harm, each with what happens then. */
export const graceful: Readonly<Record<string, string>> = {
  'border-radius': 'Word draws square corners; the button is VML there',
  'color-scheme': 'the light colours stay',
  display: 'Word keeps a button in its line; hidden texts have mso-hide as well',
  'max-height': 'what it hides has display and mso-hide as well',
  'max-width': 'Word gets a frame of a fixed width',
  overflow: 'what it hides has display and mso-hide as well',
  'white-space': 'a telephone number may break',
  'word-break': 'a long address may widen the letter',
};

/** Properties of one program alone. */
export const ownOfOne: ReadonlySet<string> = new Set([
  'mso-hide',
  'mso-element',
  'supported-color-schemes',
  'v-text-anchor',
]);

// Units, functions and colours that at least one of the three doesn't know, and pictures that none may load.
const strange =
  /\b(?:var|calc|min|max|clamp|url|oklch|oklab|lab|lch|color-mix|light-dark)\(|\d(?:rem|em|vw|vh|ch)\b|@(?:import|font-face|supports|layer|container)|\bposition\s*:/i;

/** The declarations of a style attribute or a rule, the last of each name. */
export const declarations = remembered((css: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const one of css.split(';')) {
    const colon = one.indexOf(':');
    if (colon > 0)
      found.set(
        one.slice(0, colon).trim().toLowerCase(),
        one
          .slice(colon + 1)
          .replace(/!important/i, '')
          .trim(),
      );
  }
  return found;
});

type CssRule = { query: string; selector: string; body: string };

/** The rules of a style element, those inside a query too: selector, declarations, and the query. */
export const rulesIn = remembered((css: string): readonly CssRule[] => {
  const rules: CssRule[] = [];
  for (const [, query, inside, selector, body] of css.matchAll(
    /(@media[^{]*)\{((?:[^{}]*\{[^{}]*\})*)\}|([^{}@]+)\{([^{}]*)\}/g,
  )) {
    if (query === undefined) rules.push({ query: '', selector: selector!.trim(), body: body! });
    else
      for (const [, name, own] of inside!.matchAll(/([^{}]+)\{([^{}]*)\}/g))
        rules.push({ query: query.trim(), selector: name!.trim(), body: own! });
  }
  return rules;
});

/** What is wrong with some CSS: properties that no list has, and values that a program doesn't know. */
export const wrongCss = remembered((css: string): readonly string[] => {
  const unknown = [...declarations(css).keys()].filter(
    (name) => !honoured.has(name) && !(name in graceful) && !ownOfOne.has(name),
  );
  const odd = strange.exec(css)?.[0];
  return [...unknown, ...(odd ? [odd] : [])];
});
