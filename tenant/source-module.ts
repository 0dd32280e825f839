import { stripTypeScriptTypes } from 'node:module';
import { pathToFileURL } from 'node:url';
import { parse, type AnyNode, type Program, type Property } from 'acorn';
import type { LineAndColumn, Path, Source } from './source.ts';

// The object literal that is exported: `export default {…}`, `export default defineTenant({…})`, or a name for either.
const unwrap = (node: AnyNode | null | undefined, program: Program): AnyNode | undefined => {
  if (node?.type === 'CallExpression') return unwrap(node.arguments[0], program);
  if (node?.type !== 'Identifier') return node ?? undefined;
  const found = program.body
    .flatMap((one) => (one.type === 'VariableDeclaration' ? one.declarations : []))
    .find(({ id }) => id.type === 'Identifier' && id.name === node.name);
  return unwrap(found?.init, program);
};

const exported = (program: Program): AnyNode | undefined => {
  const statement = program.body.find((one) => one.type === 'ExportDefaultDeclaration');
  return unwrap(statement?.declaration, program);
};

const keyName = ({ key }: Property): string | undefined =>
  key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : undefined;

type Child = { key?: AnyNode; value?: AnyNode };

const child = (node: AnyNode | undefined, part: PropertyKey): Child => {
  if (node?.type === 'ArrayExpression') {
    const value = node.elements[Number(part)] ?? undefined;
    return { key: value, value };
  }
  if (node?.type !== 'ObjectExpression') return {};
  const found = node.properties.find(
    (one) => one.type === 'Property' && keyName(one) === String(part),
  );
  return found?.type === 'Property' ? { key: found.key, value: found.value } : {};
};

const startOf = (node: AnyNode | undefined): LineAndColumn | undefined =>
  node?.loc ? { line: node.loc.start.line, column: node.loc.start.column + 1 } : undefined;

const locator = (root: AnyNode | undefined) => (path: Path, what: 'key' | 'value') => {
  let place = startOf(root) ?? { line: 1, column: 1 };
  let node = root;
  path.forEach((part, index) => {
    const { key, value } = child(node, part);
    const last = index === path.length - 1;
    place = startOf(last && what === 'value' ? value : key) ?? place;
    node = value;
  });
  return place;
};

const parseTypes = (text: string): Program =>
  // Types are replaced by spaces, so lines and columns stay those of the file.
  parse(stripTypeScriptTypes(text, { mode: 'strip' }), {
    ecmaVersion: 'latest',
    sourceType: 'module',
    locations: true,
  });

type Stumble = Error & { loc?: { line: number; column: number } };

// The type stripper gives no place, but its stack begins with one: the line's number, a piece of the text, and signs below
// the token at which it stumbled.
const placeIn = (stack: string): LineAndColumn => {
  const [, line, indent] = /^[^\n]*:(\d+)\n(?:(?!\s+at )[^\n]*\n)*?([ \t]*)\^/.exec(stack) ?? [];
  return line === undefined
    ? { line: 1, column: 1 }
    : { line: Number(line), column: indent!.length + 1 };
};

const notation = (error: unknown): Source['faults'][number] => {
  const { message, loc, stack = '' } = error as Stumble;
  const place = loc ? { line: loc.line, column: loc.column + 1 } : placeIn(stack);
  return {
    ...place,
    path: [],
    got: message.split('\n')[0]!,
    want: 'a module whose default export is the tenant: export default defineTenant({…})',
    todo: 'mend the module; types may be used, enums and namespaces may not',
  };
};

/** Reads a TypeScript or JavaScript module. It is run: a tenant file in code is code. */
export const readModule = async (file: string, text: string): Promise<Source> => {
  try {
    const locate = locator(exported(parseTypes(text)));
    // A changed file must be read anew in a watching process; the hash of its text is its version.
    const version = Buffer.from(text).reduce((sum, byte) => (sum * 31 + byte) >>> 0, 7);
    const module: { default?: unknown } = await import(`${pathToFileURL(file).href}?v=${version}`);
    return { data: module.default, locate, faults: [] };
  } catch (error) {
    return {
      data: undefined,
      locate: () => ({ line: 1, column: 1 }),
      faults: [notation(error)],
    };
  }
};
