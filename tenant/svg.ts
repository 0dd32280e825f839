import { SaxesParser, type SaxesTagNS } from 'saxes';

// What a logo needs. Everything else is refused by name: an allow-list can't be outwitted by what comes next.
const elements = new Set(
  'svg g defs symbol use title desc metadata path rect circle ellipse line polyline polygon text tspan linearGradient radialGradient stop clipPath mask pattern style filter feGaussianBlur feOffset feBlend feColorMatrix feComposite feFlood feMerge feMergeNode feDropShadow'.split(
    ' ',
  ),
);

const outside = /url\(\s*['"]?(?!#)|@import|expression\(|javascript:|data:|https?:|\\/i;
const styleOutside = /url\(\s*['"]?(?!#)|@import|expression\(|\\/i;
const namespaces = /^xmlns(:|$)/;

const refuseAttribute = (tag: string, name: string, value: string): string | undefined => {
  if (/^on/i.test(name)) return `the event handler ${name}`;
  if (namespaces.test(name)) return undefined;
  if (/(^|:)(href|src)$/i.test(name) && !/^#[\w-]+$/.test(value.trim()))
    return `a reference from <${tag}> to something outside`;
  if (outside.test(value)) return `a reference in ${name} of <${tag}> to something outside`;
  return undefined;
};

const svgNamespace = 'http://www.w3.org/2000/svg';
// Drawing programs leave notes in namespaces of their own; those are inert. HTML is not.
const inert =
  /^http:\/\/(www\.inkscape\.org|sodipodi\.sourceforge\.net|www\.w3\.org\/1999\/02\/22-rdf|creativecommons\.org|purl\.org\/dc|ns\.adobe\.com|www\.bohemiancoding\.com)/;

// Within these an HTML parser reads HTML again: they hold words alone.
const wordsOnly = new Set(['title', 'desc']);

const refuseTag = ({ name, local, uri, attributes }: SaxesTagNS): string[] => {
  const known = uri === svgNamespace ? elements.has(local) : inert.test(uri);
  const refused = Object.entries(attributes).map(([key, { value }]) =>
    refuseAttribute(name, key, value),
  );
  return [
    ...(known ? [] : [`the element <${name}>`]),
    ...refused.filter((one) => one !== undefined),
  ];
};

type Box = { width: number; height: number };

// CSS pixels in each unit that a drawing without a viewBox may be measured in.
const units: Record<string, number> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
};

const pixels = (length: string): number => {
  const [, number, unit = ''] = /^\s*\+?([\d.]+(?:e[-+]?\d+)?)([a-z]*)\s*$/i.exec(length) ?? [];
  return Number(number) * (units[unit.toLowerCase()] ?? Number.NaN);
};

const boxOf = ({ attributes }: SaxesTagNS): Box | undefined => {
  const [, , width = 0, height = 0] = (attributes.viewBox?.value ?? '').split(/[\s,]+/).map(Number);
  const [w, h] =
    width > 0 && height > 0
      ? [width, height]
      : [attributes.width, attributes.height].map((side) => pixels(side?.value ?? ''));
  return w! > 0 && h! > 0 ? { width: w!, height: h! } : undefined;
};

/** What a look at an SVG tells: its size, and everything for which it is refused. */
export type SvgReport = { box: Box | undefined; refused: string[] };

/**
 * Reads an SVG strictly and says what is in it that a logo may not have: scripts, event handlers, foreign objects,
 * animations, links, document types and entities, references to anything outside itself.
 */
export const inspectSvg = (text: string): SvgReport => {
  const refused = new Set<string>();
  let box: Box | undefined;
  let root = true;
  const open: string[] = [];
  let characters = ''; // of <style> and of texts alike: neither may refer outside
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => refused.add(`XML that isn’t well-formed (${error.message})`));
  parser.on('doctype', () => refused.add('a document type'));
  parser.on('processinginstruction', ({ target }) => refused.add(`the instruction <?${target}`));
  parser.on('opentag', (tag) => {
    if (root) box = boxOf(tag);
    if (root && tag.local !== 'svg') refused.add(`the root <${tag.name}>`);
    root = false;
    if (wordsOnly.has(open.at(-1) ?? '')) refused.add(`an element in <${open.at(-1)}>`);
    open.push(tag.local);
    for (const one of refuseTag(tag)) refused.add(one);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', (chunk) => (characters += chunk));
  // What XML passes over as text, an HTML parser may read as markup.
  parser.on('cdata', (chunk) => {
    characters += chunk;
    if (chunk.includes('<')) refused.add('markup in a CDATA section');
  });
  parser.on('comment', (chunk) => {
    if (/^-?>/.test(chunk)) refused.add('a comment that ends where it begins');
  });
  try {
    parser.write(text).close();
  } catch (error) {
    refused.add(`XML that can’t be read (${(error as Error).message})`);
  }
  if (styleOutside.test(characters)) refused.add('a style that refers to something outside');
  return { box, refused: [...refused] };
};
