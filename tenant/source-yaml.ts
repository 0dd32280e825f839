import { isMap, isNode, isPair, LineCounter, parseDocument, type Document, type Pair } from 'yaml';
import type { LineAndColumn, Path, Source } from './source.ts';

const findPair = (doc: Document, path: Path): Pair | undefined => {
  const parent = path.length === 1 ? doc.contents : doc.getIn(path.slice(0, -1), true);
  const key = String(path.at(-1));
  return isMap(parent)
    ? parent.items.find((pair) => isPair(pair) && String(pair.key) === key)
    : undefined;
};

const offsetOf = (doc: Document, path: Path, what: 'key' | 'value'): number | undefined => {
  if (path.length === 0) return 0;
  const pair = findPair(doc, path);
  const node = what === 'key' && pair ? pair.key : (doc.getIn(path, true) ?? pair?.key);
  return isNode(node) ? node.range?.[0] : undefined;
};

/** Reads YAML 1.2 and JSON. Anchors may be used, but not to blow a small file up to a large one. */
export const readYaml = (_file: string, text: string): Source => {
  const lines = new LineCounter();
  const doc = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    // It would print odd keys as they are; what is wrong is said in our own words.
    logLevel: 'error',
  });
  const place = (offset: number): LineAndColumn => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };

  const locate = (path: Path, what: 'key' | 'value'): LineAndColumn => {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const offset = offsetOf(doc, path.slice(0, depth), depth === path.length ? what : 'key');
      if (offset !== undefined) return place(offset);
    }
    return { line: 1, column: 1 };
  };

  const faults: Source['faults'] = doc.errors.map((error) => ({
    ...place(error.pos[0]),
    path: [],
    got: error.message,
    want: 'well-formed YAML or JSON, each key once',
    todo: 'mend the notation at this place',
  }));
  if (faults.length > 0) return { data: undefined, locate, faults };
  try {
    return { data: doc.toJS({ maxAliasCount: 50 }), locate, faults };
  } catch (error) {
    const got = (error as Error).message;
    faults.push({
      line: 1,
      column: 1,
      path: [],
      got,
      want: 'few aliases',
      todo: 'write the values out',
    });
    return { data: undefined, locate, faults };
  }
};
