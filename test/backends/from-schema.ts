// Values made from a zod schema, and ways to damage them.
import fc from 'fast-check';
import type * as z from 'zod';

type Def = {
  type: string;
  innerType?: z.ZodType;
  element?: z.ZodType;
  shape?: Record<string, z.ZodType>;
  options?: z.ZodType[];
  entries?: Record<string, string>;
  values?: unknown[];
};

const defOf = (schema: z.ZodType): Def => schema._zod.def;

const objectOf = (shape: Record<string, z.ZodType>): fc.Arbitrary<unknown> => {
  const keys = Object.keys(shape);
  const required = keys.filter((key) => defOf(shape[key]!).type !== 'optional');
  const model = Object.fromEntries(keys.map((key) => [key, arbitraryOf(shape[key]!)]));
  return fc.record(model, { requiredKeys: required });
};

/** Values that a schema accepts. */
export const arbitraryOf = (schema: z.ZodType): fc.Arbitrary<unknown> => {
  const def = defOf(schema);
  switch (def.type) {
    case 'optional':
      return arbitraryOf(def.innerType!);
    case 'object':
      return objectOf(def.shape!);
    case 'array':
      return fc.array(arbitraryOf(def.element!), { maxLength: 3 });
    case 'union':
      return fc.oneof(...def.options!.map(arbitraryOf));
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries!));
    case 'literal':
      return fc.constantFrom(...def.values!);
    case 'string':
      return fc.string({ maxLength: 12 });
    case 'number':
      return fc.nat();
    case 'boolean':
      return fc.boolean();
    default:
      throw new Error(`no values for ${def.type}`);
  }
};

const odd = fc.constantFrom(
  undefined,
  null,
  -1,
  1.5,
  Number.NaN,
  'x',
  '',
  true,
  [],
  {},
  [null],
  2 ** 60,
);

const pathsIn = (value: unknown, path: PropertyKey[] = []): PropertyKey[][] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.keys(value).flatMap((key) => pathsIn((value as never)[key], [...path, key]))]
    : [path];

const replace = (value: unknown, [first, ...rest]: PropertyKey[], by: unknown): unknown => {
  if (first === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    PropertyKey,
    unknown
  >;
  copy[first] = replace(copy[first], rest, by);
  return copy;
};

/** A function that puts something odd at some place of a value. */
export const damaged: fc.Arbitrary<(value: unknown) => unknown> = fc
  .tuple(fc.nat(), odd)
  .map(([at, by]) => (value: unknown) => {
    const paths = pathsIn(value);
    return replace(value, paths[at % paths.length]!, by);
  });
