import { asWord, attribute, type Element, elementsOf } from './dom.ts';

/** A text of a mail with the colours that it is painted in. */
export type Painted = { text: string; color: string; ground: string };

type Paint = { color: string; ground: string };
type Rules = Map<string, Partial<Paint>>;

const declared = (css: string, important: boolean): Partial<Paint> => {
  const value = (name: string): string | undefined =>
    new RegExp(
      `(?:^|;)\\s*${name}:\\s*(#[0-9a-f]{6})${important ? '!important' : ''}(?:;|$)`,
      'i',
    ).exec(css)?.[1];
  const [color, ground] = [value('color'), value('background-color')];
  return { ...(color && { color }), ...(ground && { ground }) };
};

const darkRules = (page: string): Rules => {
  const block =
    /@media \(prefers-color-scheme:dark\)\{((?:[^{}]+\{[^{}]*\})+)\}/.exec(page)?.[1] ?? '';
  return new Map(
    [...block.matchAll(/\.([\w-]+)\{([^}]*)\}/g)].map(([, name, css]) => [
      name!,
      declared(css!, true),
    ]),
  );
};

const paintOf = (element: Element, rules: Rules): Partial<Paint> => {
  const fill = attribute(element, 'fillcolor');
  const classes = (attribute(element, 'class') ?? '').split(' ');
  return Object.assign(
    fill ? { ground: fill } : {},
    declared(attribute(element, 'style') ?? '', false),
    ...classes.map((name) => rules.get(name) ?? {}),
  ) as Partial<Paint>;
};

const walk = (element: Element, above: Paint, rules: Rules): Painted[] => {
  if (/display:none/.test(attribute(element, 'style') ?? '')) return [];
  if (['head', 'style', 'title', 'xml'].includes(element.tagName)) return [];
  const paint = { ...above, ...paintOf(element, rules) };
  const alt =
    element.tagName === 'img' ? [{ ...paint, text: attribute(element, 'alt') ?? '' }] : [];
  const below = element.childNodes.flatMap((child): Painted[] => {
    if (child.nodeName === '#text') {
      const text = (child as { value: string }).value.trim();
      return text === '' || text === '\u2068' || text === '\u2069' ? [] : [{ ...paint, text }];
    }
    return 'tagName' in child ? walk(child, paint, rules) : [];
  });
  return [...alt, ...below];
};

/** Every text of a mail with its colours, computed from the mail alone. */
export const paintedIn = (page: string, reader: 'light' | 'dark' | 'word'): Painted[] => {
  const rules: Rules = reader === 'dark' ? darkRules(page) : new Map();
  const root = elementsOf(reader === 'word' ? asWord(page) : page)[0]!;
  // Anything left in these colours has none of its own; they contrast with nothing that we paint.
  return walk(root, { color: '#777777', ground: '#777777' }, rules);
};
