// Texts that leave the widget on its way to browsers: a page brings those of its language.
import type { Plugin } from 'vite';

/** Whether a module is the widget's own source. */
export const isWidget = (id: string): boolean => /\/widget\/(?!generated).*\.ts$/.test(id);

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
