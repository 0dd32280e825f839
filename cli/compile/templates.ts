// What becomes of lit's templates on their way to browsers: for bundlers of others, less white space; for our own files,
// what lit would find out about a template in each browser is found out here.
import {
  type Node,
  parse,
  type Program,
  type TaggedTemplateExpression,
  type TemplateElement,
} from 'acorn';
import type { Plugin } from 'vite';
import { flatTemplate } from './flat-template.ts';
import { isWidget } from './slim.ts';

type Template = { start: number; end: number; pieces: TemplateElement[] };

const htmlTemplates = (node: unknown, found: Template[] = []): Template[] => {
  if (Array.isArray(node)) for (const one of node) htmlTemplates(one, found);
  else if (typeof node === 'object' && node !== null && 'type' in node) {
    const { type, start, end } = node as Node;
    const { tag, quasi } = node as TaggedTemplateExpression;
    if (type === 'TaggedTemplateExpression' && tag.type === 'Identifier' && tag.name === 'html')
      found.push({ start, end, pieces: quasi.quasis });
    for (const value of Object.values(node)) htmlTemplates(value, found);
  }
  return found;
};

/** White space that only indents the source: gone between tags, one space elsewhere. */
const squeeze = (text: string): string =>
  text
    .replace(/>\s*\n\s*</g, '><')
    .replace(/>\s*\n\s*$/g, '>')
    .replace(/^\s*\n\s*</g, '<')
    .replace(/^\s*\n\s*$/g, '')
    .replace(/\s+/g, ' ');

type Edit = readonly [from: number, to: number, instead: string];

const edited = (code: string, edits: readonly Edit[]): string =>
  edits
    .toSorted(([a], [b]) => b - a)
    .reduce((text, [from, to, instead]) => text.slice(0, from) + instead + text.slice(to), code);

// Where the text itself is: what a parser of TypeScript calls an element has its quotes and brackets too.
const textAt = ({ start, end, value }: TemplateElement): [from: number, to: number] => {
  const from = end - start === value.raw.length ? start : start + 1;
  return [from, from + value.raw.length];
};

const squeezed = ({ pieces }: Template): Edit[] =>
  pieces.map((piece) => [...textAt(piece), squeeze(piece.value.raw)]);

// html`<b id=${x}>${y}</b>` becomes html("<b $id><?></b>",x,y). The values stay where they are.
const compiled = ({ start, end, pieces }: Template): Edit[] => {
  const { markup, around } = flatTemplate(pieces.map(({ value }) => squeeze(value.raw)));
  return pieces.map((piece, index) => {
    const [from, to] = textAt(piece);
    const head = index === 0 ? `html(${JSON.stringify(markup)}` : around[index - 1]![1];
    return index === pieces.length - 1
      ? [index === 0 ? start : from - 1, end, `${head})`]
      : [index === 0 ? start : from - 1, to + 2, head + around[index]![0]];
  });
};

const transformed = (name: string, edits: (template: Template) => Edit[]): Plugin => ({
  name,
  transform(code, id) {
    if (!isWidget(id) || !code.includes('html`')) return undefined;
    // (TypeScript where it's the first to see the source, JavaScript where Vite has been there.)
    const program = this.parse(code, { lang: 'ts' }) as unknown as Program;
    return { code: edited(code, htmlTemplates(program).flatMap(edits)), map: null };
  },
});

/** Squeezes the white space out of lit's templates. */
export const squeezedTemplates = (): Plugin => transformed('keyturn:squeezed-templates', squeezed);

/** Makes of lit's templates what the lean renderer draws; what it can't draw stops the build. */
export const compiledTemplates = (): Plugin => transformed('keyturn:compiled-templates', compiled);

/** A module of the widget with compiled templates, its JavaScript given. @throws Error for what can't be drawn. */
export const withCompiledTemplates = (code: string): string =>
  edited(
    code,
    htmlTemplates(parse(code, { ecmaVersion: 'latest', sourceType: 'module' })).flatMap(compiled),
  );
