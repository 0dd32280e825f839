// Every place of the tenant file where a text may stand, found in the schema itself: a new field is tested unasked.
import type * as z from 'zod';
import { tenantFile } from '../../tenant/schema/index.ts';

type Node = z.core.$ZodType;
type Def = {
  type: string;
  innerType?: Node;
  element?: Node;
  valueType?: Node;
  shape?: Record<string, Node>;
  options?: Node[];
  entries?: Record<string, string>;
};

/** A path into the file; `*` stands for a key of one's choice. */
export type Field = { path: (string | number)[]; backend?: string };

const texts = new Set(['string', 'enum', 'literal']);

const kindOf = (shape: Record<string, Node>): string | undefined => {
  const values = shape.kind?._zod.values;
  return values && String([...values][0]);
};

const fieldsIn = (node: Node, { path, backend }: Field): Field[] => {
  const def = node._zod.def as unknown as Def;
  const below = (child: Node, key: string | number, kind = backend): Field[] =>
    fieldsIn(child, { path: [...path, key], backend: kind });
  if (def.innerType) return fieldsIn(def.innerType, { path, backend });
  if (def.element) return below(def.element, 0);
  if (def.valueType) return below(def.valueType, '*');
  if (def.options) return def.options.flatMap((one) => fieldsIn(one, { path, backend }));
  if (def.shape) {
    const kind = kindOf(def.shape) ?? backend;
    return Object.entries(def.shape).flatMap(([key, child]) => below(child, key, kind));
  }
  return texts.has(def.type) ? [{ path, backend }] : [];
};

/** The name of a field, as complaints write it. */
export const nameOf = ({ path, backend }: Field): string =>
  `${path.join('.')}${backend ? ` of ${backend}` : ''}`;

/** Every field of the tenant file that may hold a text. */
export const stringFields = (): Field[] => {
  const all = fieldsIn(tenantFile, { path: [] });
  return [...new Map(all.map((field) => [nameOf(field), field])).values()];
};

type Json = Record<string | number, unknown>;

/** A copy of `file` with `value` at a path; what isn't there is made. */
export const withValue = (file: unknown, path: Field['path'], value: unknown): unknown => {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  const copy: Json = Array.isArray(file) ? ([...file] as unknown as Json) : { ...(file as Json) };
  const there = typeof copy[first] === 'object' ? copy[first] : undefined;
  copy[first] = withValue(there ?? (typeof rest[0] === 'number' ? [] : {}), rest, value);
  return copy;
};
