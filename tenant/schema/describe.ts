import type * as z from 'zod';

type Node = z.core.$ZodType & { meta?: () => { examples?: unknown[] } | undefined };

const through = (node: Node): Node => {
  const def = node._zod.def as { innerType?: Node; type: string };
  return def.innerType ? through(def.innerType) : node;
};

const branch = (options: Node[], value: unknown): Node | undefined => {
  const kind = (value as { kind?: unknown } | undefined)?.kind;
  return options.find((option) => {
    const shape = (option._zod.def as { shape?: Record<string, Node> }).shape;
    return shape?.kind?._zod.values?.has(kind as never);
  });
};

const childOf = (node: Node, part: PropertyKey, value: unknown): Node | undefined => {
  const def = through(node)._zod.def as unknown as {
    shape?: Record<string, Node>;
    element?: Node;
    valueType?: Node;
    options?: Node[];
  };
  if (def.options) {
    const option = branch(def.options, value);
    return option && childOf(option, part, value);
  }
  return def.shape?.[String(part)] ?? def.element ?? def.valueType;
};

const step = (value: unknown, part: PropertyKey): unknown =>
  typeof value === 'object' && value !== null
    ? (value as Record<PropertyKey, unknown>)[part]
    : undefined;

/** The schema that is in force at a path of `input`, if there is one. */
export const schemaAt = (
  root: z.core.$ZodType,
  path: readonly PropertyKey[],
  input: unknown,
): Node | undefined => {
  let node: Node | undefined = root;
  let value = input;
  for (const part of path) {
    node = node && childOf(node, part, value);
    value = step(value, part);
  }
  return node;
};

/** The keys that an object schema knows. */
export const keysAt = (node: Node | undefined, value: unknown): string[] => {
  if (!node) return [];
  const inner = through(node);
  const def = inner._zod.def as unknown as {
    shape?: Record<string, unknown>;
    options?: Node[];
    keyType?: Node;
  };
  if (def.options) return keysAt(branch(def.options, value), value);
  if (def.shape) return Object.keys(def.shape);
  return [...(def.keyType?._zod.values ?? [])].map(String);
};

/** The kinds of a section that has several, each with keys of its own. */
export const kindsAt = (node: Node | undefined): string[] => {
  const { options = [] } = (node ? through(node)._zod.def : {}) as { options?: Node[] };
  return options.flatMap((option) => {
    const { shape } = option._zod.def as { shape?: Record<string, Node> };
    return [...(shape?.kind?._zod.values ?? [])].map(String);
  });
};

/** The example that a key's declaration gives, looking through defaults and options. */
export const exampleAt = (node: Node | undefined): unknown => {
  const own = node?.meta?.()?.examples?.[0];
  if (own !== undefined || !node) return own;
  if ((node._zod.def as { type: string }).type === 'boolean') return true;
  const { innerType } = node._zod.def as { innerType?: Node };
  return exampleAt(innerType);
};
