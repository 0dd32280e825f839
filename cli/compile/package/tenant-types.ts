// The type of a tenant file, from its JSON Schema: what the compiler would declare leads through the whole schema and every
// word of every language, and has lost the descriptions that an editor shows.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

type Schema = {
  type?: string;
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  items?: Schema;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
  description?: string;
  default?: unknown;
  examples?: readonly unknown[];
};

const literals = (values: readonly unknown[]): string =>
  values.map((value) => JSON.stringify(value)).join(' | ');

const comment = ({ description, default: preset, examples }: Schema): string => {
  const lines = [
    ...(description ? [description] : []),
    ...(preset === undefined ? [] : [`@default ${JSON.stringify(preset)}`]),
    ...(examples ?? []).map((one) => `@example ${JSON.stringify(one)}`),
  ];
  return lines.length > 0 ? `/** ${lines.join('\n * ').replaceAll('*/', '*\\/')} */\n` : '';
};

const object = (schema: Schema): string => {
  const { properties = {}, required = [], additionalProperties: more, propertyNames } = schema;
  const keys = Object.entries(properties).map(
    ([key, value]) =>
      `${comment(value)}${JSON.stringify(key)}${required.includes(key) ? '' : '?'}: ${typeOf(value)};`,
  );
  if (typeof more !== 'object') return `{\n${keys.join('\n')}\n}`;
  const names = propertyNames?.enum ? literals(propertyNames.enum) : 'string';
  return `{ [key in ${names}]?: ${typeOf(more)} }`;
};

const simple: Record<string, string> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
};

const typeOf = (schema: Schema): string => {
  const { const: only, enum: some, anyOf, oneOf, items, type = '' } = schema;
  if (only !== undefined) return literals([only]);
  if (some) return literals(some);
  const either = anyOf ?? oneOf;
  if (either) return [...new Set(either.map(typeOf))].join(' | ');
  if (type === 'array' && items) return `readonly (${typeOf(items)})[]`;
  if (type === 'object') return object(schema);
  if (!simple[type]) throw new Error(`no type for ${JSON.stringify(schema).slice(0, 200)}`);
  return simple[type];
};

/** The declarations of the entry `keyturn`. @throws Error for a part of the schema that has no type here. */
export const tenantTypes = async (root: string): Promise<string> => {
  const text = await readFile(join(root, 'tenant', 'tenant.schema.json'), 'utf8');
  return `/** A tenant file as it is written: defaults may be left out. */
export type TenantFile = ${typeOf(JSON.parse(text) as Schema)};
/** Gives an editor completion and checking for a tenant file in TypeScript or JavaScript; it returns what it gets. */
export declare const defineTenant: (file: TenantFile) => TenantFile;
`;
};
