// Pages as a browser reads them: parse5 follows the HTML standard, whatever is in the text.
import { defaultTreeAdapter as tree, type DefaultTreeAdapterTypes, parse } from 'parse5';

/** An element with its attributes, its own and its descendants' text, and what is in it. */
export type Element = {
  name: string;
  attributes: Record<string, string>;
  text: string;
  inside: Element[];
};

type Node = DefaultTreeAdapterTypes.ChildNode;

const textIn = (node: Node): string =>
  tree.isTextNode(node)
    ? node.value
    : 'childNodes' in node
      ? node.childNodes.map(textIn).join('')
      : '';

const elementsIn = (nodes: readonly Node[]): Element[] =>
  nodes.flatMap((node) => {
    if (!tree.isElementNode(node)) return [];
    const children =
      'content' in node ? [...node.childNodes, ...node.content.childNodes] : node.childNodes;
    const inside = elementsIn(children);
    const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
    return [{ name: node.tagName, attributes, text: textIn(node), inside }, ...inside];
  });

/** Every element of a page, in order, those for browsers without script among them. */
export const elementsOf = (html: string): Element[] =>
  elementsIn(parse(html, { scriptingEnabled: false }).childNodes);

/** The elements of a name. */
export const allOf = (html: string, ...names: string[]): Element[] =>
  elementsOf(html).filter(({ name }) => names.includes(name));

/** The values of an attribute, wherever it stands. */
export const valuesOf = (html: string, attribute: string): string[] =>
  elementsOf(html).flatMap(({ attributes }) => attributes[attribute] ?? []);

/** What a meta element says, by `name`, `property` or `http-equiv`. */
export const metaOf = (html: string, key: string): string | undefined =>
  allOf(html, 'meta').find(({ attributes }) =>
    [attributes.name, attributes.property, attributes['http-equiv']].includes(key),
  )?.attributes.content;
