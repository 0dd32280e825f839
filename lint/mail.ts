import { type DefaultTreeAdapterTypes as Tree, parse } from 'parse5';
import type { Locale } from '../locales/languages.ts';
import { declarations } from './css.ts';

/** A mail as it's checked: its two parts, and what it's for. */
export type Mail = {
  /** Its path below the kit, without an ending. */
  path: string;
  locale: Locale;
  html: string;
  text: string;
  /** Whether it asks people for something; notices of what has happened may be urgent. */
  campaign: boolean;
};

/** An element with what rules ask for. */
export type Seen = {
  tag: string;
  attributes: Readonly<Record<string, string>>;
  style: ReadonlyMap<string, string>;
  /** The visible words in it, of what is below it too. */
  words: string;
};

/** A text with the colours that it has in a light mail; the classes say what it has in a dark one. */
export type Painted = { text: string; color: Paint; ground: Paint };
/** A colour and the class that exchanges it in the dark. */
export type Paint = { value: string; names: readonly string[] };

/** A mail, read once for all rules. */
export type ReadMail = Mail & {
  elements: readonly Seen[];
  painted: readonly Painted[];
  /** What its style elements hold. */
  css: string;
};

type Above = { color: Paint; ground: Paint; hidden: boolean };

const blocks = new Set(['td', 'li', 'h1', 'div', 'p', 'tr', 'table', 'ul']);
const unseen = new Set(['head', 'style', 'title', 'xml', 'script']);
// Never readable, so that a text without a colour of its own is noticed.
const nothing: Paint = { value: '#777777', names: [] };

const attributesOf = ({ attrs }: Tree.Element): Record<string, string> =>
  Object.fromEntries(attrs.map(({ name, value }) => [name, value]));

const paintBy = (before: Paint, value: string | undefined, names: readonly string[]): Paint => ({
  value: value ?? before.value,
  names: [...before.names, ...names],
});

type Collected = { elements: Seen[]; painted: Painted[]; css: string };

const textIn = (node: Tree.TextNode, above: Above, into: Collected): string => {
  const text = node.value.replace(/[\u2066-\u2069]/g, '');
  if (!above.hidden && text.trim() !== '')
    into.painted.push({ text: text.trim(), color: above.color, ground: above.ground });
  return above.hidden ? '' : text;
};

const below = (node: Tree.Element, above: Above, into: Collected): string =>
  node.childNodes
    .map((child) => {
      if (child.nodeName === '#text') return textIn(child as Tree.TextNode, above, into);
      return 'tagName' in child ? look(child, above, into) : '';
    })
    .join('');

const look = (node: Tree.Element, above: Above, into: Collected): string => {
  const attributes = attributesOf(node);
  const style = declarations(attributes.style ?? '');
  const names = (attributes.class ?? '').split(' ').filter(Boolean);
  const inner: Above = {
    color: paintBy(above.color, style.get('color'), names),
    ground: paintBy(above.ground, style.get('background-color'), names),
    hidden: above.hidden || unseen.has(node.tagName) || style.get('display') === 'none',
  };
  const seen: Seen = { tag: node.tagName, attributes, style, words: '' };
  into.elements.push(seen);
  if (node.tagName === 'style')
    into.css += node.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
  seen.words = below(node, inner, into);
  return blocks.has(node.tagName) ? ` ${seen.words} ` : seen.words;
};

/** Reads a mail as a browser does. */
export const readMail = (mail: Mail): ReadMail => {
  const into: Collected = { elements: [], painted: [], css: '' };
  for (const node of parse(mail.html).childNodes)
    if ('tagName' in node) look(node, { color: nothing, ground: nothing, hidden: false }, into);
  return { ...mail, ...into };
};
