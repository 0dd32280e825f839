// JSON schemas, as far as the protocol has them, in the notation of TypeScript: what developers read at a glance.
/** A JSON schema. */
export type Schema = {
  $ref?: string;
  type?: string;
  const?: string;
  enum?: string[];
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
};

const quoted = (text: string): string => `'${text}'`;

const fieldsOf = ({ properties = {}, required = [] }: Schema): string[] =>
  Object.entries(properties).map(
    ([name, inner]) => `${name}${required.includes(name) ? '' : '?'}: ${notation(inner)}`,
  );

const objectNotation = (schema: Schema): string => {
  const rest = schema.additionalProperties;
  const open = typeof rest === 'object' ? [`[name]: ${notation(rest)}`] : [];
  return `{ ${[...fieldsOf(schema), ...open].join(', ')} }`;
};

// A choice needs brackets around it.
const listNotation = (each: string): string =>
  /^'.* \| /.test(each) ? `(${each})[]` : `${each}[]`;

/** One type in one line. The kinds of methods are told by their name: nobody reads nine of them each time. */
export const notation = (schema: Schema): string => {
  const { $ref, type, enum: choices, items } = schema;
  if ($ref) return $ref.split('/').at(-1)!;
  if (schema.const !== undefined) return quoted(schema.const);
  if (choices?.includes('backup-code')) return 'MethodKind';
  if (choices) return choices.map(quoted).join(' | ');
  if (type === 'array') return listNotation(notation(items!));
  if (type === 'object') return objectNotation(schema);
  return type ?? 'any';
};

const bound = ({ minLength, maxLength, maxItems }: Schema): string =>
  maxItems
    ? `at most ${maxItems}`
    : maxLength && maxLength !== minLength
      ? `at most ${maxLength} characters`
      : '';

/** A row for each field but `kind`, which the heading has said: name, type, what it is. */
export const fieldRows = ({ properties = {}, required = [] }: Schema): string[][] =>
  Object.entries(properties)
    .filter(([name, { const: only }]) => name !== 'kind' || only === undefined)
    .map(([name, inner]) => [
      `\`${name}\`${required.includes(name) ? '' : ', if any'}`,
      `\`${notation(inner)}\``,
      [inner.description, bound(inner)].filter(Boolean).join('; '),
    ]);
