// Two transformations that make the widget smaller on its way to browsers.
import type { Node, Program, TaggedTemplateExpression, TemplateElement } from 'acorn';
import type { Plugin } from 'vite';
import { beyondLean } from './lean-lit.ts';

const isWidget = (id: string): boolean => /\/widget\/(?!generated).*\.ts$/.test(id);

const message =
  /\bmsg\(\s*(['"`])(?:\\.|(?!\1)[^\\])*\1\s*,\s*\{\s*id:\s*('[\w-]+')\s*,?\s*\}\s*,?\s*\)/g;

/**
 * Leaves the English texts out, for builds that are given the words of a language as a list: `msg('Next', {id: 'next'})`
 * becomes `msg('@@next')`. `placed` turns the marks into places once it is known which of them were needed.
 */
export const withoutEnglish = (): Plugin => ({
  name: 'keyturn:without-english',
  enforce: 'pre',
  transform(code, id) {
    if (!isWidget(id) || id.endsWith('/words.ts')) return undefined;
    const slim = code.replace(
      message,
      (_call, _quote, name: string) => `msg('@@${name.slice(1, -1)}')`,
    );
    const left = slim.match(/\bmsg\((?!'@@)/g)?.length ?? 0;
    if (left > 0)
      this.error(`${left} calls of msg() in ${id} are not plain: msg('text', { id: 'id' })`);
    return { code: slim, map: null };
  },
});

const mark = /(["'`])@@([\w-]+)\1/g;

/** Code in which each text stands for its place in `ids`: those that are left in it, in alphabetical order. */
export const placed = (code: string): { code: string; ids: string[] } => {
  const ids = [...new Set([...code.matchAll(mark)].map((match) => match[2]!))].toSorted();
  return { code: code.replace(mark, (_text, _quote, id: string) => String(ids.indexOf(id))), ids };
};

const htmlTemplates = (node: unknown, found: TemplateElement[][] = []): TemplateElement[][] => {
  if (Array.isArray(node)) for (const one of node) htmlTemplates(one, found);
  else if (typeof node === 'object' && node !== null && 'type' in node) {
    const { type } = node as Node;
    const { tag, quasi } = node as TaggedTemplateExpression;
    if (type === 'TaggedTemplateExpression' && tag.type === 'Identifier' && tag.name === 'html')
      found.push(quasi.quasis);
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

// Where the text itself is: what a parser of TypeScript calls an element has its quotes and brackets too.
const textAt = (
  code: string,
  { start, end, value }: TemplateElement,
): [from: number, to: number] => {
  const from = start + code.slice(start, end).indexOf(value.raw);
  return [from, from + value.raw.length];
};

/** Squeezes the white space out of Lit's templates. */
export const squeezedTemplates = (): Plugin => ({
  name: 'keyturn:squeezed-templates',
  transform(code, id) {
    if (!isWidget(id) || !code.includes('html`')) return undefined;
    // (TypeScript where it's the first to see the source, JavaScript where Vite has been there.)
    const program = this.parse(code, { lang: 'ts' }) as unknown as Program;
    const templates = htmlTemplates(program);
    for (const pieces of templates) {
      const beyond = beyondLean(pieces.map(({ value }) => value.raw));
      if (beyond) this.error(`${id}: the lean renderer can’t draw ${beyond}`);
    }
    const slim = templates
      .flat()
      .map((element) => textAt(code, element))
      .toSorted(([a], [b]) => b - a)
      .reduce(
        (text, [from, to]) => text.slice(0, from) + squeeze(text.slice(from, to)) + text.slice(to),
        code,
      );
    return { code: slim, map: null };
  },
});
