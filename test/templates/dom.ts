import { type DefaultTreeAdapterTypes as Tree, parse, parseFragment } from 'parse5';

export type Element = Tree.Element;
type Node = Tree.ChildNode;

const isElement = (node: Node): node is Element => 'tagName' in node;

/** Every element below a node, in order. */
export const elementsIn = (node: Tree.ParentNode): Element[] =>
  node.childNodes.filter(isElement).flatMap((one) => [one, ...elementsIn(one)]);

/** Every element of a page, as a browser builds it. */
export const elementsOf = (page: string): Element[] => elementsIn(parse(page));

/** A piece of markup as a browser reads it inside a body. */
export const fragment = (markup: string): Tree.DocumentFragment => parseFragment(markup);

/** The text in a node, of hidden elements too. */
export const textIn = (node: Node | Tree.ParentNode): string => {
  if (node.nodeName === '#text') return (node as Tree.TextNode).value;
  return 'childNodes' in node ? node.childNodes.map(textIn).join('') : '';
};

/** An attribute's value. */
export const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((one) => one.name === name)?.value;

/** What a page is built of, without its texts and values: nothing that is put in may change this. */
export const skeleton = (page: string): string[] =>
  elementsOf(page).map(
    ({ tagName, attrs }) => `${tagName} ${attrs.map(({ name }) => name).join(' ')}`,
  );

/** The page as Outlook's Word engine reads it: its own conditional parts, and not those for the others. */
export const asWord = (page: string): string =>
  page
    .replaceAll(/<!--\[if !mso\]><!-->[\s\S]*?<!--<!\[endif\]-->/g, '')
    .replaceAll(/<!--\[if mso\]>([\s\S]*?)<!\[endif\]-->/g, '$1');
